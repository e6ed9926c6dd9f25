import type { Db } from '#db/client.ts'
import { findDocumentHead } from '#db/queries/document.ts'
import { bindClient, listClientBindings } from '#db/queries/document-client.ts'
import { appendUpdates } from '#db/queries/document-update.ts'
import { saveReturnedTexts } from '#db/queries/returned-text.ts'
import { readStoredDocument } from '#db/queries/stored-document.ts'
import { SCHEMA_VERSION } from '#lib/document/schema.ts'
import type { ProjectId } from '#lib/domain/ids.ts'
import { invariant } from '#lib/platform/errors.ts'
import { signalProject } from '#lib/platform/project-signals.ts'
import { compactDocument } from './compaction.ts'
import { GroupedAppends } from './grouped-appends.ts'
import { readEveryRow } from './stored-rows.ts'
import type { AppendResult, LogEntry, UpdateLog } from './update-log.ts'
import { type Upgrade, upgradeStored } from './upgrade-stored.ts'

/** Reads of the head after a refused append: it can be thawed again in between. */
const appendAttempts = 5

export type DatabaseLogOptions = {
  /** Name of this process, kept with every row that it stores. */
  readonly node: string
  /** Replaced in tests alone. */
  readonly upgrade?: Upgrade
}

/** The log in the database, PostgreSQL or embedded. */
export function createDatabaseLog(db: Db, { node, upgrade }: DatabaseLogOptions): UpdateLog {
  const appends = new GroupedAppends(db, { node, maxSchema: SCHEMA_VERSION })
  return {
    load: async (projectId) => (await readStoredDocument(db, projectId)) ?? null,
    upgrade: (projectId) => upgradeStored(db, projectId, upgrade),
    append: (projectId, epoch, entries) =>
      append({ db, appends, node }, { projectId, epoch, entries }),
    bindClient: (projectId, epoch, owner) => bindClient(db, { projectId, epoch }, owner),
    listClientOwners: (projectId, epoch) => listClientBindings(db, { projectId, epoch }),
    saveReturnedTexts: (projectId, epoch, texts) =>
      db.transaction().execute((inside) => saveReturnedTexts(inside, { projectId, epoch }, texts)),
    compact: (projectId, epoch) => compactDocument(db, { projectId, epoch }),
    listRows: (projectId, epoch, afterSeq = 0) => readEveryRow(db, { projectId, epoch, afterSeq }),
  }
}

type Place = { db: Db; appends: GroupedAppends; node: string }
type Batch = { projectId: ProjectId; epoch: number; entries: readonly LogEntry[] }

async function append(place: Place, batch: Batch): Promise<AppendResult> {
  const { projectId, epoch, entries } = batch
  invariant(entries.length > 0, 'an append has entries')
  for (let attempt = 0; attempt < appendAttempts; attempt += 1) {
    const stored = await store(place, batch)
    if (stored) {
      const { reopened, ...range } = stored
      if (reopened) signalProject({ projectId, what: 'status' })
      return { kind: 'appended', ...range }
    }
    const head = await findDocumentHead(place.db, projectId)
    if (!head) return { kind: 'missing' }
    if (head.epoch !== epoch) return { kind: 'wrong-epoch', epoch: head.epoch }
    if (head.frozen) return { kind: 'frozen' }
    if (head.schemaVersion > SCHEMA_VERSION) return { kind: 'newer-schema' }
  }
  throw new Error('an append was refused, and the document kept changing back')
}

/** The updates, and with them the words that they took away. */
async function store({ db, appends, node }: Place, { entries, ...key }: Batch) {
  const document = { ...key, updates: entries }
  const texts = entries.flatMap(({ returned = [] }) => returned)
  if (texts.length === 0) return appends.append(document)
  return db.transaction().execute(async (transaction) => {
    // An older program than the document's last writer would delete what it does not know (U3).
    const guarded = { ...document, node, maxSchema: SCHEMA_VERSION }
    const stored = await appendUpdates(transaction, guarded)
    if (stored !== undefined) await saveReturnedTexts(transaction, key, texts)
    return stored
  })
}
