import type { NextConfig } from 'next'

const config: NextConfig = {
  distDir: process.env.TRAME_BUILD_DIR || '.next',
  poweredByHeader: false,
  typescript: { tsconfigPath: 'tsconfig.build.json' },
  serverExternalPackages: ['yjs', 'y-protocols', 'lib0', '@electric-sql/pglite', 'pg', 'pino'],
}

export default config
