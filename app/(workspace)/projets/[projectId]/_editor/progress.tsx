import { Weave } from '#app/_ui/weave.tsx'
import { count, percent } from '#lib/i18n/format.ts'
import type { OpenRoom } from './open-room.ts'
import { type PagePart, weaveRows } from './page-model.ts'
import { partAnchor } from './part-words.ts'
import styles from './progress.module.css'
import { WordCount } from './word-count.tsx'

type ProgressProps = {
  parts: readonly PagePart[]
  /** Of the mandatory parts. */
  total: number
  /** Null until the document was received. */
  room: OpenRoom | null
  onChoose?: () => void
}

/** The project's weave, and what is left to do. */
export function Progress({ parts, total, room, onChoose }: ProgressProps) {
  const done = parts.filter((part) => part.complete).length
  const left = parts.filter((part) => part.mandatory && !part.complete)
  const [next] = left
  return (
    <div className={styles.progress}>
      <div className={styles.row}>
        <span className={styles.name}>Avancement du projet</span>
        <span className={styles.percent}>{percent(total)}</span>
      </div>
      <Weave rows={weaveRows(parts)} size="rail" />
      <div className={styles.row}>
        <span>
          {count(done, 'prête')} sur {parts.length}
        </span>
        {next ? (
          <a href={`#${partAnchor(next.number)}`} onClick={onChoose}>
            {count(left.length, 'obligatoire')} à finir
          </a>
        ) : null}
      </div>
      <div className={styles.row}>
        <WordCount parts={parts} room={room} />
      </div>
    </div>
  )
}
