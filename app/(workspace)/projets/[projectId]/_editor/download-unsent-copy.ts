import type { UnsentCopy } from './unsent-copy.ts'

/** Gives the person a file with all that this device holds, what was never sent included. */
export function downloadUnsentCopy(copy: UnsentCopy): void {
  const file = new Blob([JSON.stringify(copy, null, 2)], { type: 'application/json' })
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = `trame-copie-${copy.savedAt.slice(0, 16).replace(/[T:]/g, '-')}.json`
  link.click()
  // The browser reads the file after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
