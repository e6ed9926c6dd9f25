import type { NextConfig } from 'next'

const config: NextConfig = {
  distDir: process.env.TRAME_BUILD_DIR || '.next',
  poweredByHeader: false,
  typescript: { tsconfigPath: 'tsconfig.build.json' },
  // A branch of lib0 for Node names `Buffer`: browsers would load 23 kB for what they never run.
  turbopack: { resolveAlias: { 'next/dist/compiled/buffer': { browser: false } } },
  serverExternalPackages: ['yjs', 'y-protocols', 'lib0', '@electric-sql/pglite', 'pg', 'pino'],
}

export default config
