import * as Y from 'yjs'
import type { CopyState } from './copy-state.ts'
import {
  type CopyOwner,
  type CopyRow,
  changeDevice,
  copyKey,
  type DeviceDatabase,
  openDeviceDatabase,
} from './device-database.ts'
import { endCopy, endOldCopies } from './set-aside.ts'

/** With more rows than this, those that the server has become one. */
const ROWS_BEFORE_COMPACTION = 300

/**
 * What comes close together is written together: a transaction for each key would cost more than the
 * key. Most edits are acknowledged meanwhile, and need no row that says that they are not.
 */
const WAIT_MS = 250

/** `edit`: its number among the edits made here, from 1; null for what came from the server. */
type Entry = { update: Uint8Array; edit: number | null }

/**
 * The copy of one document on this device, for one person.
 *
 * Rows are written in the order of the changes and never skipped, so that what is read back is
 * always a state that the document has had. Two windows may write to the same copy: each appends.
 * When another window has ended the copy, this one stops and says that nothing is kept.
 */
export class DeviceCopy {
  /** What was stored when the copy was opened. */
  readonly updates: readonly Uint8Array[]
  /** Of these, what the server has. */
  readonly sent: readonly Uint8Array[]
  /** Of these, the edits that no server has acknowledged: edits 1 to n. */
  readonly unsent: readonly Uint8Array[]
  readonly #db: DeviceDatabase
  readonly #row: CopyRow
  readonly #listeners = new Set<() => void>()
  /** Keys of the stored edits that are not acknowledged, by their number. */
  readonly #unsent = new Map<number, number>()
  #state: CopyState = 'kept'
  #pending: Entry[] = []
  #edits: number
  #acknowledged = 0
  #rows: number
  #work: Promise<void> = Promise.resolve()
  #later: ReturnType<typeof setTimeout> | null = null

  private constructor(db: DeviceDatabase, row: CopyRow, stored: Stored) {
    this.#db = db
    this.#row = row
    this.updates = stored.updates
    this.unsent = stored.unsent.map(({ update }) => update)
    const unsent = new Set(this.unsent)
    this.sent = stored.updates.filter((update) => !unsent.has(update))
    this.#edits = stored.unsent.length
    this.#rows = stored.updates.length
    for (const [index, { key }] of stored.unsent.entries()) this.#unsent.set(index + 1, key)
  }

  /** Opens the copy, or begins one. */
  static async open(owner: CopyOwner & { schemaVersion: number }): Promise<DeviceCopy> {
    const db = await openDeviceDatabase()
    const openedAt = Date.now()
    await endOldCopies(db, owner, openedAt)
    return changeDevice(db, async (change) => {
      const known = await change.objectStore('copy').get(copyKey(owner))
      const row = { ...owner, life: known?.life ?? crypto.randomUUID(), openedAt }
      await change.objectStore('copy').put(row)
      const updates = change.objectStore('update').index('life')
      const rows = await updates.getAll(row.life)
      const keys = await updates.getAllKeys(row.life)
      const waiting = new Set(await change.objectStore('unsent').index('life').getAllKeys(row.life))
      const stored = rows.map(({ update }, index) => ({ update, key: keys[index] ?? 0 }))
      return new DeviceCopy(db, row, {
        updates: stored.map(({ update }) => update),
        unsent: stored.filter(({ key }) => waiting.has(key)),
      })
    })
  }

  readonly state = (): CopyState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Takes a change of the document. Edits made here are on the device once the state is « kept ». */
  write(update: Uint8Array, isEdit: boolean): void {
    if (this.#state === 'none') return
    if (isEdit) this.#edits += 1
    this.#pending.push({ update, edit: isEdit ? this.#edits : null })
    if (isEdit && this.#state !== 'full') this.#become('writing')
    this.#later ??= setTimeout(() => this.#writePending(), WAIT_MS)
  }

  /** The server has the first `edits` edits made here. */
  acknowledged(edits: number): void {
    if (edits <= this.#acknowledged || this.#state === 'none') return
    this.#acknowledged = edits
    this.#enqueue(() => this.#forgetSent())
  }

  /**
   * The document cannot go on: what was never sent is set aside, the rest is erased. All of it is set
   * aside when the server has another history (`isReplaced`).
   */
  end(doc: Y.Doc, { isReplaced = false } = {}): Promise<void> {
    const now = Date.now()
    const ending = { now, state: Y.encodeStateAsUpdate(doc), isReplaced }
    this.#writePending()
    this.#enqueue(async () => {
      if (this.#state === 'none') return
      await changeDevice(this.#db, async (change) => {
        const row = await change.objectStore('copy').get(copyKey(this.#row))
        if (row?.life === this.#row.life) await endCopy(change, row, ending)
      })
      this.#stop()
    })
    return this.#work
  }

  /** Resolves once all that was asked so far is done, or has failed. */
  settled(): Promise<void> {
    this.#writePending()
    return this.#work
  }

  close(): void {
    this.#listeners.clear()
    this.#writePending()
    this.#enqueue(async () => this.#db.close())
  }

  /** All that waits, in its order: an edit never goes without what it follows. */
  #writePending(): void {
    if (this.#later !== null) clearTimeout(this.#later)
    this.#later = null
    this.#enqueue(() => this.#flush())
  }

  async #flush(): Promise<void> {
    // Of its own: more comes while these are being written.
    const entries = [...this.#pending]
    if (entries.length === 0 || this.#state === 'none') return
    const keys = await this.#append(entries)
    if (keys === null) return this.#stop()
    for (const [edit, key] of keys) this.#unsent.set(edit, key)
    this.#rows += entries.length
    this.#pending = this.#pending.slice(entries.length)
    if (this.#pending.length === 0) this.#become('kept')
    if (this.#rows > ROWS_BEFORE_COMPACTION) await this.#compact()
  }

  /** The key of each edit that waits; null when another window has ended the copy. */
  #append(entries: readonly Entry[]): Promise<Map<number, number> | null> {
    const { life } = this.#row
    return changeDevice(this.#db, async (change) => {
      const row = await change.objectStore('copy').get(copyKey(this.#row))
      if (row?.life !== life) return null
      const keys = new Map<number, number>()
      for (const { update, edit } of entries) {
        const key = await change.objectStore('update').add({ life, update })
        if (edit === null || edit <= this.#acknowledged) continue
        await change.objectStore('unsent').add({ key, life })
        keys.set(edit, key)
      }
      return keys
    })
  }

  async #forgetSent(): Promise<void> {
    const sent = [...this.#unsent].filter(([edit]) => edit <= this.#acknowledged)
    if (sent.length === 0) return
    await changeDevice(this.#db, async (change) => {
      const unsent = change.objectStore('unsent')
      await Promise.all(sent.map(([, key]) => unsent.delete(key)))
    })
    for (const [edit] of sent) this.#unsent.delete(edit)
  }

  /** One row for all that the server has; edits that wait keep their own, by which they are known. */
  async #compact(): Promise<void> {
    const { life } = this.#row
    await changeDevice(this.#db, async (change) => {
      const updates = change.objectStore('update')
      const keys = await updates.index('life').getAllKeys(life)
      const rows = await updates.index('life').getAll(life)
      const unsent = new Set(await change.objectStore('unsent').index('life').getAllKeys(life))
      const sent = keys.filter((key) => !unsent.has(key))
      const merged = rows.flatMap(({ update }, index) =>
        unsent.has(keys[index] ?? 0) ? [] : [update],
      )
      if (sent.length < 2) return
      const state = asOneState(merged)
      await Promise.all(sent.map((key) => updates.delete(key)))
      await updates.add({ life, update: state })
    })
    // What waits stays apart: only what comes from here on counts towards the next time.
    this.#rows = 1
  }

  #enqueue(task: () => Promise<void>): void {
    this.#work = this.#work.then(task).catch((error: unknown) => this.#failed(error))
  }

  /** The pending entries stay: the next change tries again, from the first one that is missing. */
  #failed(error: unknown): void {
    const isFull = error instanceof DOMException && FULL_ERRORS.includes(error.name)
    if (isFull) this.#become('full')
    else this.#stop()
  }

  #stop(): void {
    this.#pending = []
    this.#unsent.clear()
    this.#become('none')
  }

  #become(state: CopyState): void {
    if (this.#state === state) return
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}

type Stored = { updates: Uint8Array[]; unsent: { update: Uint8Array; key: number }[] }

/** A transaction that finds no room is aborted; some browsers only say the latter. */
const FULL_ERRORS = ['QuotaExceededError', 'AbortError']

/** Through a document, which also drops the text that was deleted. */
function asOneState(updates: Uint8Array[]): Uint8Array {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.mergeUpdates(updates))
  const state = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return state
}
