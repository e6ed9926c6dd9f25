import type { OpenRoom } from './open-room.ts'
import type { EditorPage } from './page-model.ts'

/** Gives the person a file with all that this window holds, what was never sent included. */
export async function downloadUnsentCopy(page: EditorPage, room: OpenRoom): Promise<void> {
  const { unsentCopy } = await import('./unsent-copy.ts')
  const now = new Date()
  const copy = unsentCopy(page, room.doc, now)
  const file = new Blob([JSON.stringify(copy, null, 2)], { type: 'application/json' })
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = `trame-copie-${now.toISOString().slice(0, 16).replace(/[T:]/g, '-')}.json`
  link.click()
  // The browser reads the file after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
