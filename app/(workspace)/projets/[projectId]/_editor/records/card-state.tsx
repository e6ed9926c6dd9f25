import {
  Check,
  CircleDashed,
  CircleSlash,
  type LucideIcon,
  Play,
  RefreshCw,
  TriangleAlert,
} from 'lucide-react'
import { Chip, type ChipTone } from '#app/_ui/chip.tsx'
import type { CardLevel, CardMark, CardState } from './card.ts'
import styles from './card-state.module.css'

const LOOK: Record<CardMark, { tone: ChipTone; icon: LucideIcon }> = {
  planned: { tone: 'dashed', icon: CircleDashed },
  ongoing: { tone: 'accent', icon: Play },
  done: { tone: 'ok', icon: Check },
  changed: { tone: 'plain', icon: RefreshCw },
  stopped: { tone: 'line', icon: CircleSlash },
  late: { tone: 'warn', icon: TriangleAlert },
}

export function CardStateChip({ state }: { state: CardState }) {
  const { tone, icon: Icon } = LOOK[state.mark]
  return (
    <Chip tone={tone} icon={<Icon size={14} strokeWidth={2} aria-hidden />}>
      {state.label}
    </Chip>
  )
}

/** A level on a scale, drawn and in words: « 3 sur 4 · Installé ». */
export function LevelScale({ level }: { level: CardLevel }) {
  const steps = Array.from({ length: level.max }, (_, index) => index + 1)
  return (
    <span className={styles.level}>
      <span className={styles.steps} aria-hidden="true">
        {steps.map((step) => (
          <i key={step} data-on={step <= level.value} />
        ))}
      </span>
      {`${level.value} sur\u00A0${level.max} · ${level.label}`}
    </span>
  )
}
