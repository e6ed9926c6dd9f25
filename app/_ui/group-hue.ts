/** The six thread colours of the tokens; `data-g` on an element turns one of them into `--g`. */
export type Hue =
  | 'pilotage'
  | 'organisation'
  | 'demarche'
  | 'suivi'
  | 'communication'
  | 'evaluation'

const HUE_BY_GROUP = new Map<string, Hue>([
  ['steering', 'pilotage'],
  ['organisation', 'organisation'],
  ['approach', 'demarche'],
  ['monitoring', 'suivi'],
  ['communication', 'communication'],
  ['scheme-evaluation', 'evaluation'],
])

/** The colour of a group of parts; a group that a later template adds shares the last one. */
export function groupHue(groupId: string): Hue {
  return HUE_BY_GROUP.get(groupId) ?? 'evaluation'
}
