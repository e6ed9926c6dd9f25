import { groupHue } from '#app/_ui/group-hue.ts'
import { Sheet } from '#app/_ui/sheet.tsx'
import { Thread } from '#app/_ui/thread.tsx'
import type { Block } from '#lib/domain/block.ts'
import { template } from '#lib/domain/template.ts'
import type { VersionPart as Part } from '#lib/usecases/open-versions.ts'
import styles from '../_editor/part.module.css'
import { partAnchor } from '../_editor/part-words.ts'
import type { CardGroup } from '../_editor/records/card.ts'
import { WrittenText } from '../_editor/written-text.tsx'
import { RestorePart } from './restore-part.tsx'
import { StillRecords } from './still-records.tsx'
import own from './version-part.module.css'

type VersionPartProps = {
  part: Part
  blocks: readonly Block[]
  groups: readonly CardGroup[]
  /** Absent when there is nothing to bring back, or no right to. */
  recovery: { versionId: string | null } | undefined
}

/** One part as it was, with its records. */
export function VersionPart({ part, blocks, groups, recovery }: VersionPartProps) {
  const hue = groupHue(part.group ?? 'own')
  const group = template.groups.find(({ id }) => id === part.group)
  const titleId = `titre-${partAnchor(part.number)}`
  return (
    <section
      id={partAnchor(part.number)}
      className={styles.part}
      aria-labelledby={titleId}
      data-g={hue}
    >
      <Sheet className={styles.sheet}>
        <header className={styles.head}>
          <span className={styles.number} aria-hidden="true">
            {part.number}
          </span>
          <div className={own.line}>
            <p className={styles.group}>
              <Thread hue={hue} />
              {group?.title ?? 'Parties de l’établissement'}
            </p>
            {recovery === undefined ? null : (
              <RestorePart part={part} versionId={recovery.versionId} />
            )}
          </div>
          <h3 id={titleId} className={own.title}>
            {part.title}
          </h3>
          {recovery?.versionId === null ? (
            <p className={styles.meta}>
              Cette partie est vide, mais elle ne l’a pas toujours été : une version garde ses
              derniers mots.
            </p>
          ) : null}
        </header>
        {blocks.length === 0 ? (
          <p className={own.empty}>Rien d’écrit dans cette partie.</p>
        ) : (
          <WrittenText blocks={blocks} />
        )}
        <StillRecords sectionId={part.id} groups={groups} />
      </Sheet>
    </section>
  )
}
