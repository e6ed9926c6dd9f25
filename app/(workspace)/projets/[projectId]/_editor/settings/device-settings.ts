import { type EditorSettings, readSettings } from './editor-settings.ts'

type SettingsOwner = {
  personId: string
  /** On a shared computer a choice goes with the window. */
  sharedComputer: boolean
}

/** One person's choices, kept on this device; read for the first time when somebody asks. */
export class DeviceSettings {
  readonly #owner: SettingsOwner
  readonly #listeners = new Set<() => void>()
  #settings: EditorSettings | null = null

  constructor(owner: SettingsOwner) {
    this.#owner = owner
  }

  readonly settings = (): EditorSettings => {
    this.#settings ??= this.#read()
    return this.#settings
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly change = (change: Partial<EditorSettings>): void => {
    this.#settings = { ...this.settings(), ...change }
    try {
      // Another window may have made another choice since.
      this.#storage.setItem(this.#key, JSON.stringify({ ...this.#read(), ...change }))
    } catch {
      // Storage may be refused (private browsing): the choice then lasts as long as the page.
    }
    for (const listener of this.#listeners) listener()
  }

  #read(): EditorSettings {
    try {
      return readSettings(this.#storage.getItem(this.#key))
    } catch {
      // As above.
      return readSettings(null)
    }
  }

  get #key(): string {
    return `trame:reglages:${this.#owner.personId}`
  }

  get #storage(): Storage {
    return this.#owner.sharedComputer ? sessionStorage : localStorage
  }
}
