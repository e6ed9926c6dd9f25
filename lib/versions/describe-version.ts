import type { StoredRows } from '#lib/document/open-stored.ts'
import { readVersionState, type VersionState } from '#lib/document/version-state.ts'
import { canonicalJson } from '#lib/domain/canonical-json.ts'
import type { SectionId } from '#lib/domain/ids.ts'
import { changedParts, writtenParts } from '#lib/domain/part-content.ts'
import type { Project } from '#lib/domain/project.ts'
import { template } from '#lib/domain/template.ts'
import { processSlot } from '#lib/platform/process-slot.ts'
import { sha256Hex } from '#lib/platform/sha256.ts'
import type { ReadingSource } from './reading-source.ts'

/** What a version is made of; plain values, so that another thread can take them. */
export type VersionSource = {
  readonly rows: StoredRows
  readonly source: Omit<ReadingSource, 'template'>
  /** What the version before it says. */
  readonly before: Project | null
}

export type VersionDescription = VersionState & {
  /** Of the content's canonical JSON. */
  readonly sha256: string
  readonly changed: readonly SectionId[]
  readonly written: readonly SectionId[]
}

/** Everything about a version that is computed from its rows alone. */
export async function describeVersion(version: VersionSource): Promise<VersionDescription> {
  const { rows, source, before } = version
  const { state, content } = await readVersionState(rows, { ...source, template })
  return {
    ...{ state, content, sha256: sha256Hex(canonicalJson(content)) },
    changed: changedParts(template, { before, after: content }),
    written: writtenParts(content),
  }
}

/** Pages and rooms are in one process, but in two bundles, of which one may start threads. */
const slot = () => processSlot('describe-version', () => ({ describe: describeVersion }))

/** `describeVersion`, where the process that serves has set it to run. */
export function describeVersionAside(version: VersionSource): Promise<VersionDescription> {
  return slot().describe(version)
}

export function setVersionDescriber(describe: typeof describeVersion): void {
  slot().describe = describe
}
