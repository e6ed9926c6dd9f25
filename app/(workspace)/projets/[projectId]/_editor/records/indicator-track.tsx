import type { CardTrack } from './card.ts'
import { Value } from './facts.tsx'
import styles from './indicator-track.module.css'

const WIDTH = 210
const EDGE = 8
const MIDDLE = 12

/** Départ (a bar), mesuré (a disc) and cible (a diamond): drawn on one line, and always written. */
export function IndicatorTrack({ track }: { track: CardTrack }) {
  const { indicator, start, last, target } = track
  return (
    <div className={styles.track}>
      {indicator === null ? null : (
        <p className={styles.indicator}>
          <Value value={indicator} />
        </p>
      )}
      <dl className={styles.values}>
        <Measure label="Départ" text={start.text} />
        <Measure label="Mesuré" text={last.text} />
        <Measure label="Cible" text={target.text} />
      </dl>
      <Drawing track={track} />
    </div>
  )
}

function Measure({ label, text }: { label: string; text: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{text}</dd>
    </div>
  )
}

function Drawing({ track: { start, last, target } }: { track: CardTrack }) {
  const words = `départ ${start.text}, mesuré ${last.text}, cible ${target.text}`
  const from = start.at === null ? null : across(start.at)
  const to = last.at === null ? null : across(last.at)
  const aim = target.at === null ? null : across(target.at)
  return (
    <svg
      className={styles.drawing}
      viewBox={`0 0 ${WIDTH} ${2 * MIDDLE}`}
      role="img"
      aria-label={words}
    >
      <line className={styles.line} x1={EDGE} x2={WIDTH - EDGE} y1={MIDDLE} y2={MIDDLE} />
      {from === null || to === null ? null : (
        <line className={styles.way} x1={from} x2={to} y1={MIDDLE} y2={MIDDLE} />
      )}
      {from === null ? null : <line className={styles.start} x1={from} x2={from} y1={5} y2={19} />}
      {aim === null ? null : <path className={styles.target} d={`M${aim} 5l7 7-7 7-7-7z`} />}
      {to === null ? null : <circle className={styles.last} cx={to} cy={MIDDLE} r={6} />}
    </svg>
  )
}

/** Rounded: the server and the window must write the same figures. */
function across(place: number): number {
  return Math.round((EDGE + place * (WIDTH - 2 * EDGE)) * 10) / 10
}
