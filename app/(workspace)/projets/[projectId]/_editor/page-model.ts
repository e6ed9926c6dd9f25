import type { PersonColor } from '#app/_ui/avatar.tsx'
import { groupHue } from '#app/_ui/group-hue.ts'
import type { WeaveRow } from '#app/_ui/weave-geometry.ts'
import type { Block } from '#lib/domain/block.ts'
import type { ProjectStatus, Role } from '#lib/domain/roles.ts'

export type PageGroup = { id: string; title: string; percent: number }

type Section = {
  id: string
  number: number
  title: string
  shortTitle: string
  mandatory: boolean
  guidance: string
  prompts: readonly string[]
  percent: number
  complete: boolean
  missing: string | null
  /** The text as it is stored, shown until the document comes. */
  blocks: readonly Block[]
  /** What the template asks of it, for those who have it still to write. */
  expects: { minWords: number; records: readonly string[]; specifies: readonly string[] }
}

/** What the editor needs to know of a project besides the document itself. */
export type EditorPage = {
  id: string
  title: string
  status: ProjectStatus
  role: Role
  epoch: number
  schemaVersion: number
  /** Of the state of the document that the page came with (`lib/document/state-mark.ts`). */
  mark: string
  canWrite: boolean
  /** Nothing of the document is to stay on this computer. */
  sharedComputer: boolean
  me: { id: string; firstName: string; lastName: string; color: PersonColor }
  groups: readonly PageGroup[]
  /** `group` is null for a part of the school's own. */
  sections: readonly (Section & { group: string | null })[]
  /** Of the mandatory parts. */
  percent: number
  mandatoryLeft: number
  /** What stands for today, `YYYY-MM-DD`. */
  refDate: string
}

export type PagePart = Section & { group: PageGroup }

const OWN_GROUP: PageGroup = { id: 'own', title: 'Parties de l’établissement', percent: 0 }

/** The parts in their order, each with its group. */
export function partsOf(page: EditorPage): PagePart[] {
  const groups = new Map(page.groups.map((group) => [group.id, group]))
  return page.sections.map((part) => ({
    ...part,
    group: (part.group === null ? undefined : groups.get(part.group)) ?? OWN_GROUP,
  }))
}

/** The parts under their groups, as the outline and the weave show them. */
export function groupsOf(parts: readonly PagePart[]): { group: PageGroup; parts: PagePart[] }[] {
  const rows = new Map<string, { group: PageGroup; parts: PagePart[] }>()
  for (const part of parts) {
    const row = rows.get(part.group.id) ?? { group: part.group, parts: [] }
    row.parts.push(part)
    rows.set(part.group.id, row)
  }
  return [...rows.values()]
}

export function weaveRows(parts: readonly PagePart[]): WeaveRow[] {
  return groupsOf(parts).map(({ group, parts: ofGroup }) => ({
    id: group.id,
    title: group.title,
    hue: groupHue(group.id),
    percent: group.percent,
    segments: ofGroup.map(({ id, percent }) => ({ id, percent })),
  }))
}
