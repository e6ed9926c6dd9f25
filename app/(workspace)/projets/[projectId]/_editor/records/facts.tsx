import { classNames } from '#app/_ui/class-names.ts'
import type { CardFact, CardValue } from './card.ts'
import styles from './facts.module.css'

/** `grid`: cells with lines between them; `line`: one after the other. */
type FactsProps = { facts: readonly CardFact[]; look: 'grid' | 'line' }

/** The fields of a record, each with its label. */
export function Facts({ facts, look }: FactsProps) {
  if (facts.length === 0) return null
  return (
    <dl className={styles[look]}>
      {facts.map(({ label, values, width }) => (
        <div key={label} className={classNames(styles.fact, styles[width])}>
          <dt className={styles.label}>{label}</dt>
          <dd className={styles.values}>
            <Values values={values} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Values({ values }: { values: readonly CardValue[] }) {
  const [only] = values
  if (only !== undefined && values.length === 1) return <Value value={only} />
  return (
    <ul className={styles.list}>
      {values.map((value) => (
        <li key={`${value.type} ${value.type === 'record' ? value.to : ''} ${value.text}`}>
          <Value value={value} />
        </li>
      ))}
    </ul>
  )
}

/** Words, a day, or a link to another record's card, which takes the focus. */
export function Value({ value }: { value: CardValue }) {
  switch (value.type) {
    case 'text':
      return <span className={styles.text}>{value.text}</span>
    case 'date':
      return <time dateTime={value.date}>{value.text}</time>
    case 'record':
      return <RecordLink value={value} />
  }
}

function RecordLink({ value }: { value: Extract<CardValue, { type: 'record' }> }) {
  const { code, text, to } = value
  const content = (
    <>
      {code === null ? null : <Code code={code} />}
      <span className={styles.linkText}>{text}</span>
    </>
  )
  if (to === null) return <span className={styles.record}>{content}</span>
  return (
    <a className={styles.record} href={`#${encodeURIComponent(to)}`}>
      {content}
    </a>
  )
}

/** B1, O2, A3… */
export function Code({ code }: { code: string }) {
  return <span className={styles.code}>{code} </span>
}
