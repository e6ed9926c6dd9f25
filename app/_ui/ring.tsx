import type { Hue } from './group-hue.ts'
import styles from './ring.module.css'

type RingProps = {
  /** 0 to 100; 100 is drawn as a filled disc with a check. */
  percent: number
  hue?: Hue
  /** Diameter in pixels. */
  size?: number
  /** What is so far done, with its percentage; absent when the words are beside it. */
  label?: string
}

const CIRCUMFERENCE = 2 * Math.PI * 8

export function Ring({ percent, hue, size = 20, label }: RingProps) {
  const name = label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true as const }
  return (
    <span {...name} className={styles.ring} data-g={hue}>
      <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
        {percent >= 100 ? <Complete /> : <Partial percent={percent} />}
      </svg>
    </span>
  )
}

function Complete() {
  return (
    <>
      <circle className={styles.disc} cx="10" cy="10" r="9.5" />
      <path className={styles.check} d="m6 10.4 2.8 2.7L14 7.6" />
    </>
  )
}

function Partial({ percent }: { percent: number }) {
  if (percent <= 0) return <circle className={styles.nothing} cx="10" cy="10" r="8" />
  const woven = (Math.min(percent, 100) / 100) * CIRCUMFERENCE
  return (
    <>
      <circle className={styles.track} cx="10" cy="10" r="8" />
      <circle
        className={styles.arc}
        cx="10"
        cy="10"
        r="8"
        strokeDasharray={`${woven.toFixed(1)} ${CIRCUMFERENCE.toFixed(1)}`}
        transform="rotate(-90 10 10)"
      />
    </>
  )
}
