import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { variableNames } from '#lib/platform/env.ts'
import { repositoryRoot } from '#scripts/repository-root.mjs'

const read = (path: string) => readFileSync(join(repositoryRoot, path), 'utf8')
const exists = (path: string) => existsSync(join(repositoryRoot, path))
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(read('package.json')))
/** Nobody sets it: `npm start` tells the server which process it takes the lock over from. */
const settable = variableNames.filter((name) => name !== 'TRAME_LOCK_FROM')
/** Of Node.js and Next.js. */
const foreign = ['NODE_ENV', 'NEXT_TELEMETRY_DISABLED']

const composeSchema = z.object({
  services: z.record(
    z.string(),
    z.object({
      image: z.string(),
      build: z.string().optional(),
      command: z.array(z.string()).optional(),
      environment: z.record(z.string(), z.string()).default({}),
      volumes: z.array(z.string()).default([]),
      depends_on: z.record(z.string(), z.unknown()).default({}),
    }),
  ),
  volumes: z.record(z.string(), z.null()),
})

/** `node server/main.ts --sync-only`: a file that is there, and flags that it reads. */
function expectProgram(command: readonly string[]): void {
  const [node, file = '', ...flags] = command
  expect(node).toMatch(/(^|\/)node$/)
  expect(exists(file)).toBe(true)
  const known = read('lib/platform/half.ts')
  for (const flag of flags) expect(known).toContain(`'${flag}'`)
}

describe('compose.yaml', () => {
  const compose = composeSchema.parse(parse(read('compose.yaml'), { merge: true }))
  const services = Object.entries(compose.services)

  test('starts what is there, with variables that Trame reads', () => {
    const ours = services.filter(([, { image }]) => image === 'trame')
    expect(ours.map(([name]) => name)).toEqual(['web', 'sync-1', 'sync-2'])
    expect(ours.filter(([, { build }]) => build === '.')).toHaveLength(1)
    for (const [, { command, environment }] of ours) {
      expectProgram(command ?? [])
      expect(settable).toEqual(expect.arrayContaining(Object.keys(environment)))
    }
  })

  test('names only services, volumes and files that there are, and images of one major version', () => {
    for (const [, { image, volumes, depends_on }] of services) {
      if (image !== 'trame') expect(image).toMatch(/:\d+$/)
      expect(Object.keys(compose.services)).toEqual(expect.arrayContaining(Object.keys(depends_on)))
      for (const [source = ''] of volumes.map((volume) => volume.split(':'))) {
        expect(source.startsWith('./') ? exists(source) : source in compose.volumes).toBe(true)
      }
    }
  })

  test('gives the proxy the variables and the processes of its configuration', () => {
    const environment = compose.services.proxy?.environment ?? {}
    const named = [...read('deploy/Caddyfile').matchAll(/\{\$(\w+):/g)].map(([, name]) => name)
    expect(new Set(named)).toEqual(new Set(Object.keys(environment)))
    const hosts = [environment.TRAME_WEB, environment.TRAME_SYNC].join(' ').split(' ')
    for (const host of hosts) expect(Object.keys(compose.services)).toContain(host.split(':')[0])
  })
})

describe('Dockerfile', () => {
  const lines = read('Dockerfile').replaceAll('\\\n', ' ').split('\n')
  const arguments_ = (instruction: string) =>
    lines
      .filter((line) => line.startsWith(`${instruction} `))
      .map((line) => line.split(/\s+/).slice(1))

  test('copies files that are there, and runs commands and scripts that there are', () => {
    const sources = arguments_('COPY').flatMap((words) =>
      words[0]?.startsWith('--from=') ? [] : words.slice(0, -1),
    )
    expect(sources).toEqual(['package.json', 'package-lock.json', '.'])
    for (const source of sources) expect(exists(source)).toBe(true)
    for (const [, script = ''] of read('Dockerfile').matchAll(/npm run ([\w:]+)/g)) {
      expect(Object.keys(scripts)).toContain(script)
    }
    const [command] = lines.filter((line) => line.startsWith('CMD ')).map((line) => line.slice(4))
    expectProgram(z.array(z.string()).parse(JSON.parse(command ?? '')))
  })

  test('ends as somebody else than root, on the Node that the tests run on', () => {
    expect(arguments_('USER')).toEqual([['node']])
    const { devDependencies } = JSON.parse(read('package.json'))
    const major = String(devDependencies.node).split('.')[0]
    for (const [image] of arguments_('FROM')) expect(image).toBe(`node:${major}-bookworm-slim`)
    const set = arguments_('ENV')
      .flat()
      .map((pair) => pair.split('=')[0] ?? '')
    expect([...settable, ...foreign]).toEqual(expect.arrayContaining(set))
  })
})

const units = ['trame-web.service', 'trame-sync@.service'].map((name) => `deploy/systemd/${name}`)

describe('systemd', () => {
  test.each(units)('%s starts what is there, with variables that Trame reads', (unit) => {
    const values = (key: string) =>
      [...read(unit).matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map(([, value]) => value ?? '')
    expectProgram(values('ExecStart').join(' ').split(' '))
    const set = values('Environment').flatMap((line) => line.split(' '))
    const names = set.map((pair) => pair.split('=')[0])
    expect([...settable, ...foreign]).toEqual(expect.arrayContaining(names))
  })

  test('the file of variables has only those that Trame reads', () => {
    const names = [...read('deploy/systemd/trame.env').matchAll(/^(\w+)=/gm)].map(
      ([, name]) => name,
    )
    expect(names.length).toBeGreaterThan(3)
    expect(settable).toEqual(expect.arrayContaining(names))
  })

  const reason = whyNot('systemd-analyze', '--version')
  test.skipIf(reason !== null)(`systemd finds nothing wrong${reason ?? ''}`, () => {
    const run = spawnSync('systemd-analyze', ['verify', '--man=no', ...inFolder(units)])
    expect(String(run.stderr)).toBe('')
    expect(run.status).toBe(0)
  })
})

describe('nginx', () => {
  const reason = whyNot('nginx', '-v') ?? whyNot('openssl', 'version')
  test.skipIf(reason !== null)(`nginx takes the example${reason ?? ''}`, () => {
    const folder = join(repositoryRoot, '.data-test', crypto.randomUUID())
    mkdirSync(folder, { recursive: true })
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')]
    const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1']
    const files = ['-nodes', '-keyout', key, '-out', certificate, '-subj', '/CN=trame']
    expect(spawnSync('openssl', [...request, ...files]).status).toBe(0)
    const site = read('deploy/nginx.conf')
      .replace(/(ssl_certificate +)\S+;/, `$1${certificate};`)
      .replace(/(ssl_certificate_key +)\S+;/, `$1${key};`)
    const around = `pid ${folder}/pid; events {} http { access_log off; ${site} }`
    writeFileSync(join(folder, 'nginx.conf'), around)
    const run = spawnSync('nginx', [
      '-t',
      '-e',
      'stderr',
      '-p',
      folder,
      '-c',
      join(folder, 'nginx.conf'),
    ])
    expect(String(run.stderr)).toContain('test is successful')
  })
})

describe('docs/deployment.md', () => {
  const text = read('docs/deployment.md')

  test('says what each variable is, once', () => {
    const rows = [...text.matchAll(/^\| (`[A-Z_`, …]+) \|/gm)].map(([, cell]) => cell ?? '')
    const named = rows.flatMap((cell) => [...cell.matchAll(/[A-Z][A-Z_]+/g)].map(([name]) => name))
    expect(new Set(named).size).toBe(named.length)
    expect(named).toEqual(expect.arrayContaining(settable))
  })

  test('names scripts and files that there are', () => {
    for (const [, script = ''] of text.matchAll(/npm run ([\w:]+)/g)) {
      expect(Object.keys(scripts)).toContain(script)
    }
    for (const [, path = ''] of text.matchAll(/`((?:deploy|docs|server)\/[\w./@-]+)`/g)) {
      expect({ path, isThere: exists(path) }).toEqual({ path, isThere: true })
    }
  })
})

/** ` (no nginx here)`, or null when the program can be run. */
function whyNot(program: string, flag: string): string | null {
  return spawnSync(program, [flag]).error === undefined ? null : ` (no ${program} here)`
}

function inFolder(paths: readonly string[]): string[] {
  return paths.map((path) => join(repositoryRoot, path))
}
