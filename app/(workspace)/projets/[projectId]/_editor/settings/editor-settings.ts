export type Mode = 'read' | 'write'

/** How much is said aloud of what the others do. */
export type Announced = 'never' | 'summary' | 'each'

/** Percentages of the size that the design gives to the text of the document. */
export const TEXT_SIZES = [90, 100, 110, 120, 130, 140, 150, 160] as const
export type TextSize = (typeof TEXT_SIZES)[number]

/** What a person chose for the page of a project. */
export type EditorSettings = {
  /** On a screen wide enough to write at once. */
  mode: Mode
  textSize: TextSize
  showsCarets: boolean
  announced: Announced
}

export const DEFAULT_SETTINGS: EditorSettings = {
  mode: 'write',
  textSize: 100,
  showsCarets: true,
  announced: 'summary',
}

/** Reads what a device kept; what is missing, or was never a choice, is as by default. */
export function readSettings(stored: string | null): EditorSettings {
  const { mode, textSize, showsCarets, announced } = parse(stored)
  return {
    mode: mode === 'read' ? 'read' : DEFAULT_SETTINGS.mode,
    textSize: TEXT_SIZES.find((size) => size === textSize) ?? DEFAULT_SETTINGS.textSize,
    showsCarets: showsCarets !== false,
    announced: ANNOUNCED.find((choice) => choice === announced) ?? DEFAULT_SETTINGS.announced,
  }
}

const ANNOUNCED: readonly Announced[] = ['never', 'summary', 'each']

function parse(stored: string | null): Record<string, unknown> {
  try {
    return { ...Object(JSON.parse(stored ?? '{}')) }
  } catch {
    // Somebody else wrote there: as if nothing had been chosen.
    return {}
  }
}

/** The size after (1) or before (-1) this one; null at the end of the choices. */
export function nextTextSize(size: TextSize, step: 1 | -1): TextSize | null {
  return TEXT_SIZES[TEXT_SIZES.indexOf(size) + step] ?? null
}
