import styles from './weave.module.css'
import {
  type DrawnRow,
  drawnRows,
  type WeaveRow,
  type WeaveShape,
  warpLines,
  weaveHeight,
} from './weave-geometry.ts'

type WeaveDrawingProps = {
  rows: readonly WeaveRow[]
  shape: WeaveShape
  /** Stretched to its place in both directions, with strokes that keep their width. */
  fluid: boolean
}

export function WeaveDrawing({ rows, shape, fluid }: WeaveDrawingProps) {
  const height = weaveHeight(shape, rows.length)
  return (
    <svg
      className={fluid ? styles.fluid : styles.fixed}
      viewBox={`0 0 ${shape.width} ${height}`}
      preserveAspectRatio={fluid ? 'none' : undefined}
      aria-hidden="true"
    >
      {warpLines(shape).map((x) => (
        <line key={x} className={styles.warp} x1={x} x2={x} y1={0} y2={height} />
      ))}
      {drawnRows(shape, rows).map((drawn, index) => (
        <Thread key={rows[index]?.id} drawn={drawn} hue={rows[index]?.hue} shape={shape} />
      ))}
    </svg>
  )
}

type ThreadProps = { drawn: DrawnRow; hue: string | undefined; shape: WeaveShape }

function Thread({ drawn, hue, shape }: ThreadProps) {
  const { y, segments, crossings } = drawn
  const cut = shape.thickness / 2 + 0.6
  const over = shape.rowHeight / 2
  return (
    <g data-g={hue}>
      {segments.map((segment) => (
        <g key={segment.from}>
          <line className={styles.unwoven} x1={segment.from} x2={segment.to} y1={y} y2={y} />
          {segment.woven > segment.from ? (
            <line
              className={styles.woven}
              strokeWidth={shape.thickness}
              x1={segment.from}
              x2={segment.woven}
              y1={y}
              y2={y}
            />
          ) : null}
        </g>
      ))}
      {crossings.map((x) => (
        <g key={x}>
          <line className={styles.cut} x1={x} x2={x} y1={y - cut} y2={y + cut} />
          <line className={styles.over} x1={x} x2={x} y1={y - over} y2={y + over} />
        </g>
      ))}
    </g>
  )
}
