import type { PersonColor } from '#app/_ui/avatar.tsx'

export type DutyPerson = { id: string; firstName: string; lastName: string; color: PersonColor }

/** What is known of a part beside its text. */
export type Duty = {
  assignees: readonly DutyPerson[]
  /** Null: nobody says that the part is complete. */
  declaration: { firstName: string; lastName: string; at: Date; digest: string } | null
  /** The questions of its help that the team has treated. */
  treated: readonly string[]
  /** This person keeps its help open. */
  helpOpen: boolean
}

export type Duties = {
  /** To whom this person may confide a part. */
  assigning: 'anyone' | 'self' | 'nobody'
  writers: readonly DutyPerson[]
  /** By id of the part; a part of which nothing is known is absent. */
  sections: Readonly<Record<string, Duty>>
}

type Answer<Value> = { ok: true; value: Value } | { ok: false; message: string }
type Part = { projectId: string; sectionId: string }

/** How the page asks the server. */
export type DutyActions = {
  list: (projectId: string) => Promise<Answer<Duties>>
  assign: (input: Part & { personId: string; assigned: boolean }) => Promise<Answer<void>>
  declare: (input: Part & { digest: string }) => Promise<Answer<void>>
  takeBack: (input: Part) => Promise<Answer<void>>
  treat: (input: Part & { prompt: string; treated: boolean }) => Promise<Answer<void>>
  foldHelp: (input: Part & { open: boolean }) => Promise<Answer<void>>
}

type StoreOptions = {
  projectId: string
  meId: string
  canWrite: boolean
  actions: DutyActions
  initial: Duties
}

const NONE: Duty = { assignees: [], declaration: null, treated: [], helpOpen: false }

export const NO_ANSWER = 'Le serveur ne répond pas\u00A0: réessayez dans un moment.'

/**
 * The duties of a project's parts. What it tells keeps its identity until it changes.
 *
 * Each change answers why it was not done, in French, or null when it was; what others see of it
 * comes to them by the room's event.
 */
export class DutyStore {
  readonly meId: string
  /** Of the role and the project's status, whether the document is there or not. */
  readonly canWrite: boolean
  readonly #projectId: string
  readonly #actions: DutyActions
  readonly #listeners = new Set<() => void>()
  #duties: Duties
  #asked = 0

  constructor({ projectId, meId, canWrite, actions, initial }: StoreOptions) {
    this.meId = meId
    this.canWrite = canWrite
    this.#projectId = projectId
    this.#actions = actions
    this.#duties = initial
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly of = (sectionId: string): Duty => this.#duties.sections[sectionId] ?? NONE

  readonly assigning = (): Duties['assigning'] => this.#duties.assigning

  readonly writers = (): readonly DutyPerson[] => this.#duties.writers

  receive(duties: Duties): void {
    const sections = Object.entries(duties.sections).map(
      ([id, duty]) => [id, sameOr(this.of(id), duty)] as const,
    )
    const writers = sameOr(this.#duties.writers, duties.writers)
    this.#duties = { ...duties, writers, sections: Object.fromEntries(sections) }
    for (const listener of this.#listeners) listener()
  }

  /** Without an answer what was known stays; of several answers under way the last asked counts. */
  async refresh(): Promise<void> {
    this.#asked += 1
    const asked = this.#asked
    const answer = await this.#actions.list(this.#projectId).catch(() => null)
    if (answer?.ok && asked === this.#asked) this.receive(answer.value)
  }

  assign(sectionId: string, personId: string, assigned: boolean): Promise<string | null> {
    return this.#change(() =>
      this.#actions.assign({ ...this.#part(sectionId), personId, assigned }),
    )
  }

  declare(sectionId: string, digest: string): Promise<string | null> {
    return this.#change(() => this.#actions.declare({ ...this.#part(sectionId), digest }))
  }

  takeBack(sectionId: string): Promise<string | null> {
    return this.#change(() => this.#actions.takeBack(this.#part(sectionId)))
  }

  /** A tick is seen at once, and goes away again when it could not be kept. */
  async treat(sectionId: string, prompt: string, treated: boolean): Promise<string | null> {
    this.#tick(sectionId, prompt, treated)
    const input = { ...this.#part(sectionId), prompt, treated }
    const failure = await this.#change(() => this.#actions.treat(input))
    if (failure !== null) this.#tick(sectionId, prompt, !treated)
    return failure
  }

  /** The page does as it is told at once; that it is not remembered is no reason to fold it back. */
  foldHelp(sectionId: string, open: boolean): void {
    this.#show(sectionId, { helpOpen: open })
    const refresh = () => this.refresh()
    this.#actions.foldHelp({ ...this.#part(sectionId), open }).then(refresh, refresh)
  }

  #tick(sectionId: string, prompt: string, treated: boolean): void {
    const others = this.of(sectionId).treated.filter((known) => known !== prompt)
    this.#show(sectionId, { treated: treated ? [...others, prompt] : others })
  }

  /** What this person just did: an answer that is under way does not know of it yet. */
  #show(sectionId: string, change: Partial<Duty>): void {
    this.#asked += 1
    const duty = { ...this.of(sectionId), ...change }
    this.receive({ ...this.#duties, sections: { ...this.#duties.sections, [sectionId]: duty } })
  }

  #part(sectionId: string): Part {
    return { projectId: this.#projectId, sectionId }
  }

  async #change(run: () => Promise<Answer<void>>): Promise<string | null> {
    const answer = await run().catch(() => null)
    if (answer === null) return NO_ANSWER
    if (!answer.ok) return answer.message
    await this.refresh()
    return null
  }
}

/** What is known keeps its identity when what comes says the same. */
function sameOr<Value>(known: Value, fresh: Value): Value {
  return JSON.stringify(known) === JSON.stringify(fresh) ? known : fresh
}
