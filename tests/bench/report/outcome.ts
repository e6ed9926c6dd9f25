/** What a scenario shows, as text. */
export type Table = {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** One line of the table of goals. */
export type Goal = {
  readonly work: string
  readonly goal: string
  readonly measured: string
  readonly isReached: boolean
}

export type Outcome = { readonly tables: readonly Table[]; readonly goals: readonly Goal[] }

/** A goal that a number must not pass. */
export function atMost(
  work: string,
  what: { name: string; value: number; limit: number; unit?: string },
): Goal {
  const { name, value, limit, unit = '' } = what
  return {
    work,
    goal: `${name} ≤ ${limit}${unit}`,
    measured: `${rounded(value)}${unit}`,
    isReached: value <= limit,
  }
}

/** With as many digits as say something. */
export function rounded(value: number): string {
  if (!Number.isFinite(value)) return '–'
  if (value >= 100) return value.toFixed(0)
  return value >= 10 ? value.toFixed(1) : value.toFixed(2)
}

export function asMarkdown({ title, columns, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    `### ${title}`,
    '',
    line(columns),
    line(columns.map(() => '---')),
    ...rows.map(line),
  ].join('\n')
}
