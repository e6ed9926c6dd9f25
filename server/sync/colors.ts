import type { AccountId } from '#lib/domain/ids.ts'

/** The colours of carets, 1 to 8: the tokens of the interface have as many. */
const colorCount = 8

/** The colour of each person of a room: theirs for as long as the room is open (A5). */
export class Colors {
  readonly #colors = new Map<AccountId, number>()

  /** Theirs, else the lowest that fewest have. */
  of(person: AccountId): number {
    const known = this.#colors.get(person)
    if (known !== undefined) return known
    const uses = new Array<number>(colorCount).fill(0)
    for (const color of this.#colors.values()) uses[color - 1] = (uses[color - 1] ?? 0) + 1
    const color = uses.indexOf(Math.min(...uses)) + 1
    this.#colors.set(person, color)
    return color
  }

  /** Another node gave them this one. */
  learn(person: AccountId, color: number): void {
    if (!this.#colors.has(person)) this.#colors.set(person, color)
  }
}
