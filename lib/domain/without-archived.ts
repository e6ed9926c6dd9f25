import type { Project } from './project.ts'

/**
 * The project without what the team archived: no archived record, at whatever depth, and no link to
 * one. A mention of one keeps its words alone.
 */
export function withoutArchived(project: Project): Project {
  const gone = new Set<string>()
  collectArchived(project, gone)
  const kept = structuredClone(project)
  prune(kept, gone)
  return kept
}

function collectArchived(value: unknown, gone: Set<string>): void {
  if (typeof value !== 'object' || value === null) return
  if (isArchived(value)) gone.add(value.id)
  for (const item of Object.values(value)) collectArchived(item, gone)
}

function prune(value: object, gone: ReadonlySet<string>): void {
  for (const [key, item] of Object.entries(value)) {
    if (typeof item === 'string' && isLink(key) && gone.has(item)) Reflect.set(value, key, null)
    if (typeof item !== 'object' || item === null) continue
    if (Array.isArray(item)) pruneList(key, item, gone)
    prune(item, gone)
  }
}

function pruneList(key: string, list: unknown[], gone: ReadonlySet<string>): void {
  const kept = list
    .filter((item) => !isArchived(item) && !(isLinks(key) && isGone(item, gone)))
    .map((item) => (isMentionOf(item, gone) ? { type: 'text', text: item.label, marks: [] } : item))
  list.splice(0, list.length, ...kept)
}

function isArchived(value: unknown): value is { id: string } {
  if (typeof value !== 'object' || value === null) return false
  return 'archivedAt' in value && value.archivedAt !== null && 'id' in value
}

function isGone(item: unknown, gone: ReadonlySet<string>): boolean {
  return typeof item === 'string' && gone.has(item)
}

function isMentionOf(item: unknown, gone: ReadonlySet<string>): item is { label: string } {
  if (typeof item !== 'object' || item === null) return false
  return 'type' in item && item.type === 'mention' && 'id' in item && isGone(item.id, gone)
}

function isLink(key: string): boolean {
  return key.endsWith('Id')
}

function isLinks(key: string): boolean {
  return key.endsWith('Ids')
}
