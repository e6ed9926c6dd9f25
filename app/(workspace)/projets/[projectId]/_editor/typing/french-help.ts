/** The person's choice, on this device: French typography is on until they switch it off. */
export class FrenchHelp {
  readonly #key: string

  constructor(personId: string) {
    this.#key = `trame:frappe-libre:${personId}`
  }

  get isOn(): boolean {
    try {
      return localStorage.getItem(this.#key) === null
    } catch {
      // Storage may be refused (private browsing): then there is nothing to remember.
      return true
    }
  }

  toggle(): void {
    try {
      if (this.isOn) localStorage.setItem(this.#key, 'oui')
      else localStorage.removeItem(this.#key)
    } catch {
      // As above.
    }
  }
}
