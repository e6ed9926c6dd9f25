import type { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { section } from '#lib/document/schema.ts'
import type { ServerEvent } from '#lib/wire/channels.ts'
import { closeCodes } from '#lib/wire/close-codes.ts'
import { AbsenceStore } from './absence/absence-store.ts'
import { absencesOf } from './absence/absences-of.ts'
import { AwayEdits } from './absence/away-edits.ts'
import { Acknowledgement, encodeMarker, listenToServer } from './acknowledgement.ts'
import { backoffMs } from './connection/backoff.ts'
import { createProvider, type ProviderOptions } from './connection/create-provider.ts'
import { watchWay } from './connection/way.ts'
import { followUndo } from './follow-undo.ts'
import type { DeviceCopy } from './offline/device-copy.ts'
import type { EditorPage } from './page-model.ts'
import { PartEditors } from './part-editors.ts'
import { PartTexts } from './part-texts.ts'
import { type Awareness, Presence } from './presence.ts'
import type { RoomFacts, RoomStatus } from './room-status.ts'
import { createSharedUndo } from './shared-undo.ts'
import { StatusKeeper } from './status-keeper.ts'
import { type UnsentCopy, unsentCopy } from './unsent-copy.ts'

/** After these the same document goes on: once signed in again, or with newer code. */
const RESUMED_CODES: readonly number[] = [closeCodes.signedOut, closeCodes.clientTooOld]

type EventListener = (type: ServerEvent['type']) => void

export type RoomOptions = ProviderOptions & {
  /** Ids of the parts, in their order: they share one undo history. */
  sections: readonly string[]
  /** What a person may do or see has changed on the server: read the page again. */
  onStale: () => void
  /** What this device keeps of the document; without it, edits wait in this window alone. */
  copy?: DeviceCopy | null
}

/**
 * A document open in this window: its Y.Doc, its connection, and what is known of both.
 *
 * Own edits stay in `doc`, and in the device's copy, until the server has acknowledged them; `doc`
 * outlives every connection and ends with `destroy` alone.
 */
export class OpenRoom {
  readonly doc = new Y.Doc()
  readonly undo: Y.UndoManager
  readonly texts: PartTexts
  readonly editors: PartEditors
  readonly presence: Presence
  readonly awareness: Awareness
  readonly absences = new AbsenceStore()
  readonly #provider: WebsocketProvider
  readonly #way: ReturnType<typeof watchWay>
  readonly #acknowledgement: Acknowledgement
  readonly #keeper: StatusKeeper
  readonly #copy: DeviceCopy | null
  readonly #away: AwayEdits
  readonly #sections: readonly string[]
  readonly #onStale: () => void
  readonly #eventListeners = new Set<EventListener>()

  constructor(options: RoomOptions) {
    this.#onStale = options.onStale
    this.#copy = options.copy ?? null
    this.#away = new AwayEdits(this.#copy?.sent ?? [], this.#copy?.unsent ?? [])
    this.#sections = options.sections
    // Before there is a provider: it sends each change that it did not bring.
    if (this.#copy !== null) applyStored(this.doc, this.#copy)
    this.#provider = createProvider(this.doc, options)
    this.#way = watchWay(this.#provider)
    this.awareness = this.#provider.awareness
    this.presence = new Presence(this.awareness, options.me)
    this.undo = createSharedUndo(options.sections.map((id) => section(this.doc, id)))
    this.texts = new PartTexts(this.doc, options.sections)
    this.editors = new PartEditors(options.sections)
    followUndo(this)
    this.#keeper = new StatusKeeper(navigator.onLine !== false)
    this.#acknowledgement = new Acknowledgement({
      now: Date.now,
      sendMarker: (marker) => this.#provider.ws?.send(encodeMarker(marker)),
      onChange: () => {
        this.#copy?.acknowledged(this.#acknowledgement.committed)
        this.#keeper.edits(this.#acknowledgement)
      },
    })
    this.#listen()
    if (this.#copy !== null) this.#follow(this.#copy)
    this.#provider.connect()
  }

  readonly status = (): RoomStatus => this.#keeper.status()
  readonly subscribe = (listener: () => void): (() => void) => this.#keeper.subscribe(listener)

  /** Tells what happens to the project outside of its document. */
  readonly onEvent = (listener: EventListener): (() => void) => {
    this.#eventListeners.add(listener)
    return () => this.#eventListeners.delete(listener)
  }

  /** The document was received at least once. */
  get loaded(): boolean {
    return this.#keeper.loaded
  }

  /** Own edits that the server has not acknowledged. */
  get unsaved(): number {
    return this.#acknowledgement.unsaved
  }

  /** What is known of the connection and of what was saved, for who shows it in full. */
  facts(): Readonly<RoomFacts> {
    return this.#keeper.facts()
  }

  /** All that this window holds, what was never sent included. */
  unsentCopy(page: EditorPage): UnsentCopy {
    return unsentCopy(page, this.doc, new Date())
  }

  /** Connects without waiting for the next attempt. */
  readonly retry = (): void => {
    const kind = this.status().kind
    if (kind === 'signed-out') this.#keeper.reopened()
    if (kind === 'signed-out' || this.#provider.shouldConnect) this.#provider.connect()
  }

  /**
   * The page goes away, and the room with it once all that was made here is committed. Until then
   * it goes on without a page, and closing the window asks first.
   */
  leave(): void {
    this.awareness.setLocalState(null)
    const close = () => {
      if (this.unsaved === 0) this.destroy()
    }
    this.subscribe(close)
    close()
  }

  destroy(): void {
    if (this.doc.isDestroyed) return
    window.removeEventListener('beforeunload', this.#warn)
    window.removeEventListener('online', this.#online)
    window.removeEventListener('offline', this.#offline)
    window.removeEventListener('focus', this.retry)
    window.removeEventListener('visibilitychange', this.#hurry)
    this.#copy?.close()
    this.#acknowledgement.destroy()
    this.#keeper.destroy()
    this.presence.destroy()
    this.texts.destroy()
    this.#provider.destroy()
    this.awareness.destroy()
    this.doc.destroy()
  }

  #listen(): void {
    const provider = this.#provider
    listenToServer(provider, {
      acknowledgement: this.#acknowledgement,
      onRefusal: () => {
        this.#keeper.refused()
        this.#end()
      },
      onEvent: (type) => {
        if (type === 'members' || type === 'status') this.#onStale()
        for (const listener of this.#eventListeners) listener(type)
      },
    })
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      const isEdit = origin !== provider
      this.#copy?.write(update, isEdit)
      if (!isEdit) return
      if (!provider.synced) this.#away.add(update)
      this.#acknowledgement.edited()
    })
    provider.on('connection-close', (event) => this.#disconnected(event))
    provider.on('sync', (synced) => {
      if (!synced) return
      this.#keeper.connected(this.#way())
      this.#tellOfAbsence()
    })
    provider.on('closed', ({ code }) => {
      this.#keeper.closed(code)
      if (!RESUMED_CODES.includes(code)) this.#end(code === closeCodes.wrongEpoch)
    })
    window.addEventListener('beforeunload', this.#warn)
    window.addEventListener('online', this.#online)
    window.addEventListener('offline', this.#offline)
    // After signing in again in another window, the document goes on here with all its edits.
    window.addEventListener('focus', this.retry)
    window.addEventListener('visibilitychange', this.#hurry)
  }

  /** Edits of an earlier window wait here too, before those that are made in this one. */
  #follow(copy: DeviceCopy): void {
    if (copy.updates.length > 0) this.#keeper.found()
    for (let edit = 0; edit < copy.unsent.length; edit += 1) this.#acknowledgement.edited()
    const tell = () => this.#keeper.copy(copy.state())
    copy.subscribe(tell)
    tell()
  }

  /** A refused edit would be refused again from the stored copy: it is set aside. */
  #end(isReplaced = false): void {
    void this.#copy?.end(this.doc, { isReplaced })
  }

  #tellOfAbsence(): void {
    const back = this.#away.returned(this.doc)
    // What came in is drawn first.
    if (back) setTimeout(() => this.absences.tell(absencesOf(back, this.#sections)))
  }

  #disconnected(event: CloseEvent | null): void {
    if (this.#provider.synced) this.#away.left(this.doc)
    // The provider counts this attempt afterwards, and takes the smaller of this wait and its own,
    // which has no chance in it; it counts anew once the document was synchronised.
    const wait = backoffMs(this.#provider.wsUnsuccessfulReconnects + 1)
    this.#provider.maxBackoffTime = wait
    this.#acknowledgement.disconnected()
    const failing = event?.code === closeCodes.tryAgain
    this.#keeper.disconnected({ failing, retryAt: Date.now() + wait })
    if (failing) this.#onStale()
  }

  /** Closing the window would lose what neither the server nor this device has. */
  readonly #warn = (event: Event): void => {
    if (this.unsaved > 0 && this.#copy?.state() !== 'kept') event.preventDefault()
  }

  readonly #online = (): void => {
    this.#keeper.online(true)
    this.retry()
  }

  readonly #offline = (): void => this.#keeper.online(false)

  /** A window that is hidden may be closed, or stopped by a phone, at any moment. */
  readonly #hurry = (): void => {
    if (document.visibilityState === 'hidden') void this.#copy?.settled()
  }
}

function applyStored(doc: Y.Doc, copy: DeviceCopy): void {
  if (copy.updates.length > 0) Y.applyUpdate(doc, Y.mergeUpdates([...copy.updates]), copy)
}
