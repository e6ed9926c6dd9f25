/**
 * What may import what: CONTRIBUTING.md shows these two tables; here they are data, and the
 * rules below are generated from them.
 */

/** Folder → the folders it may import besides itself. A file may stand for a folder. */
const folders = {
  'lib/platform': [],
  'lib/domain': [],
  'lib/wire': ['lib/domain'],
  'lib/document': ['lib/domain'],
  'lib/i18n': ['lib/domain'],
  db: ['lib/domain', 'lib/platform'],
  'lib/auth': ['lib/domain', 'lib/platform', 'db'],
  'lib/versions': ['lib/domain', 'lib/document', 'lib/platform', 'db'],
  'lib/exports': ['lib/domain', 'lib/document', 'lib/i18n', 'lib/platform'],
  'lib/usecases': [
    'lib/domain',
    'lib/document',
    'lib/exports',
    'lib/auth',
    'lib/versions',
    'lib/i18n',
    'lib/platform',
    'db',
  ],
  server: [
    'lib/domain',
    'lib/document',
    'lib/wire',
    'lib/exports',
    'lib/platform',
    'lib/auth/session-cookie.ts',
    'lib/versions',
    'db',
  ],
  app: [
    'lib/domain',
    'lib/document',
    'lib/wire',
    'lib/i18n',
    'lib/auth',
    'lib/usecases',
    'lib/platform',
  ],
  // Next's middleware: sees every request before `app` does.
  'proxy.ts': ['lib/platform'],
  // Commands: the start script takes the lock on the data before anything is installed.
  scripts: ['lib/platform'],
}

/** Packages → the only places that may import them. Places are regular expressions. */
const packages = [
  { names: ['kysely', 'pg', '@electric-sql/pglite'], only: ['^db/'] },
  { names: ['ws', 'y-protocols'], only: ['^server/'] },
  {
    names: ['yjs', 'lib0', 'y-websocket'],
    // Compaction merges updates without opening a room; that is still the server's.
    only: ['^lib/document/', '^server/', '^app/.*/_editor/'],
  },
  {
    names: ['@tiptap/[^/]+', 'prosemirror-[^/]+'],
    only: ['^lib/document/', '^app/.*/_editor/'],
  },
  {
    names: ['react', 'react-dom', 'next', 'next-auth', 'server-only'],
    // main.ts composes the process; proxy.ts and next.config.ts are Next's own files.
    only: [
      '^app/',
      '^lib/auth/',
      '^lib/usecases/',
      '^server/main\\.ts$',
      '^proxy\\.ts$',
      '^next\\.config\\.ts$',
    ],
  },
  { names: ['ioredis'], only: ['^server/cluster/'] },
  { names: ['idb'], only: ['^app/.*/_editor/offline/'] },
  { names: ['@auth/core'], only: ['^lib/auth/'] },
  { names: ['@base-ui/react', '@floating-ui/dom', 'lucide-react'], only: ['^app/'] },
  { names: ['nodemailer'], only: ['^lib/platform/'] },
  { names: ['prom-client'], only: ['^server/metrics/'] },
  { names: ['pino'], only: ['^lib/platform/', '^server/metrics/'] },
  {
    names: ['zod'],
    only: ['^lib/', '^app/.*actions\\.ts$', '^app/api/', '^server/', '^db/'],
  },
  { names: ['playwright-core'], only: ['^scripts/find-chromium\\.mjs$'] },
]

const literally = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
/** `db` → everything in it; `proxy.ts` → that file. */
const inside = (place) => (/\.\w+$/.test(place) ? `^${literally(place)}$` : `^${literally(place)}/`)
const ourCode = '^(app|db|lib|server|scripts|tests)/|^proxy\\.ts$'

/** What a screen is made of knows no data and no domain word. */
const pieces = {
  name: 'app/_ui imports only itself and lib/i18n',
  severity: 'error',
  from: { path: '^app/_ui/' },
  to: { path: ourCode, pathNot: ['^app/_ui/', '^lib/i18n/'] },
}

const folderRules = Object.entries(folders).map(([folder, allowed]) => ({
  name: `${folder} imports only what its line of the table allows`,
  severity: 'error',
  from: { path: inside(folder) },
  to: { path: ourCode, pathNot: [folder, ...allowed].map(inside) },
}))

const packageRules = packages.map(({ names, only }) => ({
  name: `${names[0]} only in ${only.join(' ')}`,
  severity: 'error',
  from: { path: ourCode, pathNot: [...only, '^tests/'] },
  to: { path: `^node_modules/(${names.join('|')})(/|$)` },
}))

module.exports = {
  forbidden: [
    ...folderRules,
    ...packageRules,
    pieces,
    {
      name: 'every folder has a line in the table',
      severity: 'error',
      from: { path: '^lib/', pathNot: Object.keys(folders).map(inside) },
      to: {},
    },
    {
      name: 'nothing imports app, server or tests',
      severity: 'error',
      from: { path: '^(db|lib|scripts)/|^proxy\\.ts$' },
      to: { path: '^(app|server|tests)/' },
    },
    { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no import that does not resolve',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'the editor reaches no database and no server through any chain',
      severity: 'error',
      from: { path: '^app/.*/_editor/' },
      to: { path: '^(db|server)/|^node_modules/kysely', reachable: true },
    },
    {
      name: 'the server, main.ts aside, reaches neither next nor react through any chain',
      severity: 'error',
      from: { path: '^server/', pathNot: '^server/main\\.ts$' },
      to: { path: '^node_modules/(next|react|react-dom)/', reachable: true },
    },
    {
      name: 'shipped code imports no development package',
      severity: 'error',
      from: { path: '^(app|db|lib|server)/|^proxy\\.ts$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.(css|woff2)$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json'],
    },
  },
}

// For the test that compares CONTRIBUTING.md with the rules: dependency-cruiser refuses a property
// that it does not know, unless it cannot see it.
Object.defineProperty(module.exports, 'folders', { value: folders, enumerable: false })
