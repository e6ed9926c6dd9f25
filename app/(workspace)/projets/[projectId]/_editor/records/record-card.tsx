import { ChevronDown } from 'lucide-react'
import { classNames } from '#app/_ui/class-names.ts'
import { VisuallyHidden } from '#app/_ui/visually-hidden.tsx'
import type { Card, CardGroup } from './card.ts'
import { CardStateChip, LevelScale } from './card-state.tsx'
import { Decisions } from './decisions.tsx'
import { Code, Facts } from './facts.tsx'
import { IndicatorTrack } from './indicator-track.tsx'
import { MeasurementTable } from './measurement-table.tsx'
import styles from './record-card.module.css'

type RecordCardProps = {
  card: Card
  look: CardGroup['look']
  /** 0 at the top; what answers a record is one deeper. */
  depth: number
}

/**
 * The card of a record, or the mention of one whose card is elsewhere. A link to the card goes to
 * it and focuses it: an address with its anchor does so without any script.
 */
export function RecordCard({ card, look, depth }: RecordCardProps) {
  const name = card.code === null ? card.name : `${card.code} ${card.name}`
  return (
    <li className={styles.item}>
      <article
        {...(card.anchor === null ? {} : { id: card.anchor, tabIndex: -1 })}
        className={classNames(
          styles.card,
          styles[look],
          depth === 0 && card.children.length > 0 && styles.root,
        )}
        aria-label={name}
      >
        <Head card={card} depth={depth} />
        {card.tracks.length === 0 ? null : (
          <div className={styles.tracks}>
            {card.tracks.map((track) => (
              <IndicatorTrack key={track.id} track={track} />
            ))}
          </div>
        )}
        <Decisions decisions={card.decisions} />
        {look === 'cards' && card.refersTo === null ? (
          <Facts facts={card.facts} look="grid" />
        ) : (
          <div className={styles.line}>
            <Facts facts={card.facts} look="line" />
          </div>
        )}
        <Details card={card} name={name} />
      </article>
      {card.children.length === 0 ? null : (
        <ul className={styles.branch}>
          {card.children.map((child) => (
            <RecordCard key={child.id} card={child} look={look} depth={depth + 1} />
          ))}
        </ul>
      )}
    </li>
  )
}

const TITLES = ['h4', 'h5', 'h6'] as const

function Head({ card, depth }: { card: Card; depth: number }) {
  const Title = TITLES[Math.min(depth, TITLES.length - 1)] ?? 'h6'
  return (
    <div className={styles.head}>
      {card.code === null ? null : <Code code={card.code} />}
      <div className={styles.words}>
        {card.kind === '' ? null : <p className={styles.kind}>{card.kind}</p>}
        <Title className={styles.name}>
          {card.refersTo === null ? (
            card.name
          ) : (
            <a href={`#${encodeURIComponent(card.refersTo)}`}>{card.name}</a>
          )}
        </Title>
        {card.text === '' ? null : <p className={styles.text}>{card.text}</p>}
      </div>
      {card.level === null ? null : <LevelScale level={card.level} />}
      {card.state === null ? null : <CardStateChip state={card.state} />}
    </div>
  )
}

function Details({ card, name }: { card: Card; name: string }) {
  const { details, measurements } = card
  if (details.length === 0 && measurements.length === 0) return null
  return (
    <details className={styles.details}>
      <summary className={styles.summary}>
        {measurements.length === 0 ? 'Détails' : 'Valeurs et source'}
        <VisuallyHidden>{`\u00A0: ${name}`}</VisuallyHidden>
        <ChevronDown className={styles.chevron} size={16} strokeWidth={2} aria-hidden />
      </summary>
      <MeasurementTable measurements={measurements} name={name} />
      <Facts facts={details} look="grid" />
    </details>
  )
}
