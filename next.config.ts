import type { NextConfig } from 'next'

const config: NextConfig = {
  distDir: process.env.TRAME_BUILD_DIR || '.next',
  poweredByHeader: false,
  typescript: { tsconfigPath: 'tsconfig.build.json' },
  headers: async () => [
    {
      // The names of these files change with their content.
      source: '/:folder(lecture|verification)/:file',
      headers: [{ key: 'cache-control', value: 'public, max-age=31536000, immutable' }],
    },
  ],
  // A branch of lib0 for Node names `Buffer`: browsers would load 23 kB for what they never run.
  turbopack: { resolveAlias: { 'next/dist/compiled/buffer': { browser: false } } },
  serverExternalPackages: [
    'yjs',
    'y-protocols',
    'lib0',
    '@electric-sql/pglite',
    'nodemailer',
    'pg',
    'pino',
  ],
}

export default config
