import { percent } from '#lib/i18n/format.ts'
import { classNames } from './class-names.ts'
import styles from './weave.module.css'
import { WeaveDrawing } from './weave-drawing.tsx'
import type { WeaveRow, WeaveShape } from './weave-geometry.ts'

const SHAPES = {
  small: { width: 112, rowHeight: 7, thickness: 4, gap: 5, warps: 9 },
  medium: { width: 190, rowHeight: 6, thickness: 3.4, gap: 5, warps: 17 },
  rail: { width: 252, rowHeight: 12, thickness: 6, gap: 5, warps: 15 },
  labelled: { width: 156, rowHeight: 26, thickness: 9, gap: 5, warps: 11 },
  large: { width: 256, rowHeight: 40, thickness: 9, gap: 8, warps: 11 },
} as const satisfies Record<string, WeaveShape>

type WeaveProps = {
  rows: readonly WeaveRow[]
  /** `labelled` and `large` write each group's name and percentage beside its thread. */
  size?: keyof typeof SHAPES
  /** Hidden from screen readers: what it shows is written beside it. */
  decorative?: boolean
}

/** The project as woven cloth: one thread per group, one segment per part, dotted where unwritten. */
export function Weave({ rows, size = 'small', decorative = false }: WeaveProps) {
  const shape = SHAPES[size]
  const labelled = size === 'labelled' || size === 'large'
  const drawing = <WeaveDrawing rows={rows} shape={shape} fluid={labelled} />
  const name = decorative
    ? { 'aria-hidden': true as const }
    : { role: 'img', 'aria-label': weaveLabel(rows) }
  if (!labelled) {
    return (
      <span {...name} className={styles.weave}>
        {drawing}
      </span>
    )
  }
  return (
    <div {...name} className={classNames(styles.labelled, size === 'large' && styles.large)}>
      <div className={styles.column}>
        {rows.map((row) => (
          <span key={row.id} className={styles.name} data-g={row.hue}>
            {row.title}
          </span>
        ))}
      </div>
      <div className={styles.cloth}>{drawing}</div>
      <div className={styles.column}>
        {rows.map((row) => (
          <span key={row.id} className={styles.percent}>
            {percent(row.percent)}
          </span>
        ))}
      </div>
    </div>
  )
}

function weaveLabel(rows: readonly WeaveRow[]): string {
  const parts = rows.map((row) => `${row.title} ${percent(row.percent)}`)
  return `Avancement par groupe\u00A0: ${parts.join(', ')}`
}
