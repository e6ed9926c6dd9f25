import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished, vi } from 'vitest'
import type * as Y from 'yjs'
import type { Db } from '#db/client.ts'
import { readStoredDocument } from '#db/queries/stored-document.ts'
import type { ProjectId } from '#lib/domain/ids.ts'
import { repositoryRoot } from '#scripts/repository-root.mjs'
import { startTrame, type Trame, type TrameOptions } from '#tests/support/start-trame.ts'
import { cookieOf, openSocket, seedDemoProject, testSecret } from '#tests/support/sync-house.ts'
import { testDataDirDb, testPostgresDb } from '#tests/support/test-db.ts'
import type { TestPeer } from '#tests/support/test-peer.ts'
import { documentOf } from './document-of.ts'

const people = ['prof1', 'prof2', 'prof3', 'prof4', 'prof5']

/** The demo in a database that servers of other processes have, and cookies of five who write. */
export class ServerPlace {
  readonly #options: TrameOptions
  readonly #db: Db
  readonly projectId: ProjectId
  readonly #cookies: readonly string[]

  static async onPostgres(options: TrameOptions = {}): Promise<ServerPlace> {
    const database = await testPostgresDb()
    onTestFinished(() => database.close())
    return ServerPlace.#of(database.db, { ...options, databaseUrl: database.url ?? '' })
  }

  static async onPglite(): Promise<ServerPlace> {
    const dataDir = join(repositoryRoot, '.data-test', crypto.randomUUID())
    mkdirSync(dataDir, { recursive: true })
    onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
    const database = await testDataDirDb(dataDir)
    const place = await ServerPlace.#of(database.db, { dataDir })
    await database.close()
    return place
  }

  static async #of(db: Db, options: TrameOptions): Promise<ServerPlace> {
    vi.stubEnv('AUTH_SECRET', testSecret)
    const projectId = await seedDemoProject(db)
    const visits = await Promise.all(people.map((who) => cookieOf(db, who)))
    const cookies = visits.map(({ cookie }) => cookie)
    return new ServerPlace({ db, options, projectId, cookies })
  }

  private constructor(parts: {
    db: Db
    options: TrameOptions
    projectId: ProjectId
    cookies: readonly string[]
  }) {
    this.#db = parts.db
    this.#options = parts.options
    this.projectId = parts.projectId
    this.#cookies = parts.cookies
  }

  /** A server without pages, in a process of its own; killed when the test ends. */
  async start(options: Pick<TrameOptions, 'port'> = {}): Promise<Trame> {
    const env = { AUTH_SECRET: testSecret, ...this.#options.env }
    const common = { args: ['--no-pages'], demo: false, dataDir: '' }
    const trame = await startTrame({ ...common, ...this.#options, ...options, env })
    onTestFinished(() => trame.kill())
    return trame
  }

  /** Someone of the five comes, or comes back; resolves once all that they wrote is stored. */
  async enter(server: { port: number }, peer: TestPeer, person: number): Promise<void> {
    this.open(server, peer, person)
    await peer.synced()
    await peer.saved()
  }

  open({ port }: { port: number }, peer: TestPeer, person: number): void {
    openSocket({ port, projectId: this.projectId }, { cookie: this.cookieOf(person), peer })
  }

  cookieOf(person: number): string {
    return this.#cookies[person % people.length] ?? ''
  }

  /** What the database has, on PostgreSQL. */
  async stored(): Promise<Y.Doc> {
    return documentOf(await readStoredDocument(this.#db, this.projectId))
  }

  /** What a server gives to someone who comes now. */
  async read({ port }: { port: number }): Promise<Y.Doc> {
    const cookie = this.cookieOf(people.length - 1)
    const { peer } = openSocket({ port, projectId: this.projectId }, { cookie })
    await peer.synced()
    peer.hangUp()
    return peer.doc
  }
}
