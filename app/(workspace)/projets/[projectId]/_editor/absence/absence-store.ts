import type { Block } from '#lib/domain/block.ts'

/** A part in which one wrote much while others changed it. */
export type Absence = {
  sectionId: string
  edits: number
  /** The part with one's own edits, as it was before those of the others came. */
  mine: readonly Block[]
  /** The part with both. */
  merged: readonly Block[]
}

/** What is to be told of the last absence, by part, until it was read. */
export class AbsenceStore {
  readonly #listeners = new Set<() => void>()
  #absences: readonly Absence[] = []

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  of(sectionId: string): Absence | undefined {
    return this.#absences.find((absence) => absence.sectionId === sectionId)
  }

  /** Of the newest absence: what was told of an earlier one is no news any more. */
  tell(absences: readonly Absence[]): void {
    this.#absences = absences
    for (const listener of this.#listeners) listener()
  }

  dismiss(sectionId: string): void {
    this.tell(this.#absences.filter((absence) => absence.sectionId !== sectionId))
  }
}
