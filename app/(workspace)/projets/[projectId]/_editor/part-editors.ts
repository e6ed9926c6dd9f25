import type { Editor } from '@tiptap/core'

/** What is to be done with a part's editor as soon as there is one. */
type Wish = { sectionId: string; run: (editor: Editor) => void }

/**
 * The editors that stand at the moment: only the parts near the window have one. The part that was
 * written in last, or is being gone to, is held: it has an editor wherever the window is.
 */
export class PartEditors {
  /** Ids of the parts, as they follow one another. */
  readonly order: readonly string[]
  readonly #editors = new Map<string, Editor>()
  readonly #listeners = new Set<() => void>()
  #held: string | null = null
  #wish: Wish | null = null

  constructor(order: readonly string[]) {
    this.order = order
  }

  readonly isHeld = (sectionId: string): boolean => this.#held === sectionId

  readonly held = (): string | null => this.#held

  readonly get = (sectionId: string): Editor | undefined => this.#editors.get(sectionId)

  readonly all = (): readonly [sectionId: string, editor: Editor][] => [...this.#editors]

  /** Tells when an editor comes or goes, and when another part is held. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** @returns what to call when the editor goes away. */
  add(sectionId: string, editor: Editor): () => void {
    this.#editors.set(sectionId, editor)
    const wish = this.#wish
    if (wish?.sectionId === sectionId) {
      this.#wish = null
      wish.run(editor)
    }
    this.#changed()
    return () => {
      if (this.#editors.get(sectionId) === editor) this.#editors.delete(sectionId)
      this.#changed()
    }
  }

  hold(sectionId: string): void {
    if (this.#held === sectionId) return
    this.#held = sectionId
    this.#changed()
  }

  /** Holds a part and hands its editor over, now or once it is there; the last wish counts. */
  ask(sectionId: string, run: Wish['run']): void {
    const editor = this.#editors.get(sectionId)
    this.#wish = editor === undefined ? { sectionId, run } : null
    this.hold(sectionId)
    if (editor !== undefined) run(editor)
  }

  /** The part after (1) or before (-1) this one. */
  neighbour(sectionId: string, step: 1 | -1): string | undefined {
    return this.order[this.order.indexOf(sectionId) + step]
  }

  #changed(): void {
    for (const listener of this.#listeners) listener()
  }
}
