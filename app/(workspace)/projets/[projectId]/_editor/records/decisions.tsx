import type { CardDecision } from './card.ts'
import { CardStateChip } from './card-state.tsx'
import styles from './decisions.module.css'
import { Facts } from './facts.tsx'

/** What a regulation decided, in order. */
export function Decisions({ decisions }: { decisions: readonly CardDecision[] }) {
  if (decisions.length === 0) return null
  return (
    <ol className={styles.decisions} aria-label="Décisions">
      {decisions.map(({ id, kind, statement, state, facts }) => (
        <li key={id} className={styles.decision}>
          <div className={styles.head}>
            <p className={styles.kind}>{kind === '' ? 'Décision' : kind}</p>
            {state === null ? null : <CardStateChip state={state} />}
          </div>
          <p className={styles.statement}>{statement}</p>
          <Facts facts={facts} look="line" />
        </li>
      ))}
    </ol>
  )
}
