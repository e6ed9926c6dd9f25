/** Words that were typed in a passage while someone deleted it. */
export type ReturnedText = {
  id: string
  sectionId: string | null
  text: string
  before: string
  after: string
  at: Date
  author: { firstName: string; lastName: string; isMe: boolean }
}

export type Outcome = 'put-back' | 'dismissed'

type Answer<Value> = { ok: true; value: Value } | { ok: false; message: string }

/** How the page asks the server about these words. */
export type ReturnedTextActions = {
  list: (projectId: string) => Promise<Answer<ReturnedText[]>>
  settle: (input: { projectId: string; id: string; outcome: Outcome }) => Promise<Answer<null>>
}

type StoreOptions = {
  projectId: string
  /** Where words are offered of which nothing tells the part. */
  firstSection: string
  actions: ReturnedTextActions
}

const NONE: readonly ReturnedText[] = []

/** The words on offer in a project, by part. */
export class ReturnedTextStore {
  readonly #options: StoreOptions
  readonly #listeners = new Set<() => void>()
  #texts: ReadonlyMap<string, readonly ReturnedText[]> = new Map()

  constructor(options: StoreOptions) {
    this.#options = options
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly texts = (sectionId: string): readonly ReturnedText[] =>
    this.#texts.get(sectionId) ?? NONE

  get isEmpty(): boolean {
    return this.#texts.size === 0
  }

  /** Without an answer what was known stays. */
  async refresh(): Promise<void> {
    const { actions, projectId, firstSection } = this.#options
    const answer = await actions.list(projectId).catch(() => null)
    if (!answer?.ok) return
    if (this.isEmpty && answer.value.length === 0) return
    this.#texts = Map.groupBy(answer.value, ({ sectionId }) => sectionId ?? firstSection)
    for (const listener of this.#listeners) listener()
  }

  has(id: string): boolean {
    return [...this.#texts.values()].flat().some((text) => text.id === id)
  }

  /** @returns why it was not done, in French; null when it was. */
  async settle(id: string, outcome: Outcome): Promise<string | null> {
    const { actions, projectId } = this.#options
    const answer = await actions.settle({ projectId, id, outcome }).catch(() => null)
    if (answer === null) return 'Le serveur ne répond pas\u00A0: réessayez dans un moment.'
    if (!answer.ok) return answer.message
    await this.refresh()
    return null
  }
}
