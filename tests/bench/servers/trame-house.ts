import { encode } from '@auth/core/jwt'
import { type Db, openDatabase } from '#db/client.ts'
import { migrateToLatest } from '#db/migrate.ts'
import { setMember } from '#db/queries/project-member.ts'
import { createSession } from '#db/queries/session.ts'
import { sessionCookieName } from '#lib/auth/session-cookie.ts'
import { SCHEMA_VERSION } from '#lib/document/schema.ts'
import { type AccountId, type ProjectId, parseSessionId } from '#lib/domain/ids.ts'
import { insertAccount, insertProject } from '#tests/support/project-rows.ts'

export const benchSecret = 'a secret that only the benchmark knows, long enough'

export type DatabasePlace = { databaseUrl: string | undefined; dataDir: string }

/** A database with projects, and people with sessions who may write in them. */
export type TrameHouse = {
  readonly projectIds: readonly ProjectId[]
  /** `Cookie` header of the person in the document. */
  cookie(document: number, person: number): string
}

/** Connections of one account, in documents of their own: fewer than the server allows. */
const documentsPerPerson = 15

/** @param base first update of each project's document. */
export async function furnish(
  place: DatabasePlace,
  needs: { documents: number; people: number; base: Uint8Array },
): Promise<TrameHouse> {
  return inDatabase(place, async (db) => {
    await migrateToLatest(db)
    const stored = { schemaVersion: SCHEMA_VERSION, firstUpdates: [needs.base] }
    const projectIds = await inOrder(
      needs.documents,
      async () => (await insertProject(db, stored)).projectId,
    )
    const { documents, people } = needs
    const count = Math.max(people, Math.ceil((documents * people) / documentsPerPerson))
    const accounts = await inOrder(count, () => insertAccount(db))
    const cookies = await inOrder(count, (index) => signIn(db, accounts[index]))
    const personOf = (document: number, person: number) => (document * people + person) % count
    for (const [document, projectId] of projectIds.entries()) {
      for (let person = 0; person < people; person += 1) {
        const accountId = accounts[personOf(document, person)]
        if (accountId === undefined) throw new Error('nobody is there')
        await setMember(db, { projectId, accountId, role: 'editor', addedBy: null })
      }
    }
    return {
      projectIds,
      cookie: (document, person) => cookies[personOf(document, person)] ?? '',
    }
  })
}

async function inOrder<Value>(
  count: number,
  make: (index: number) => Promise<Value>,
): Promise<Value[]> {
  const made: Value[] = []
  for (let index = 0; index < count; index += 1) made.push(await make(index))
  return made
}

export async function inDatabase<Value>(
  place: DatabasePlace,
  work: (db: Db) => Promise<Value>,
): Promise<Value> {
  const opened = await openDatabase(place)
  try {
    return await work(opened.db)
  } finally {
    await opened.close()
  }
}

async function signIn(db: Db, accountId: AccountId | undefined): Promise<string> {
  const sessionId = parseSessionId(crypto.randomUUID())
  if (sessionId === null || accountId === undefined) throw new Error('nobody can sign in')
  const expiresAt = new Date(Date.now() + 24 * 3_600_000)
  await createSession(db, { id: sessionId, accountId, sharedComputer: false, expiresAt })
  const name = sessionCookieName()
  const token = { sid: sessionId, sub: accountId }
  return `${name}=${await encode({ token, secret: benchSecret, salt: name })}`
}
