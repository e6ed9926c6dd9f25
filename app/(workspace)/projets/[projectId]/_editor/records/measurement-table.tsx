import { VisuallyHidden } from '#app/_ui/visually-hidden.tsx'
import type { CardMeasurement } from './card.ts'
import styles from './measurement-table.module.css'

type MeasurementTableProps = { measurements: readonly CardMeasurement[]; name: string }

/** Every value of an indicator, from the baseline to the target. */
export function MeasurementTable({ measurements, name }: MeasurementTableProps) {
  if (measurements.length === 0) return null
  return (
    <table className={styles.table}>
      <caption>
        <VisuallyHidden>{`Valeurs\u00A0: ${name}`}</VisuallyHidden>
      </caption>
      <thead>
        <tr>
          <th scope="col">Date</th>
          <th scope="col" className={styles.number}>
            Valeur
          </th>
          <th scope="col" className={styles.number}>
            Effectif
          </th>
        </tr>
      </thead>
      {measurements.map((measurement) => (
        <Rows key={measurement.id} measurement={measurement} />
      ))}
    </table>
  )
}

function Rows({ measurement }: { measurement: CardMeasurement }) {
  const { date, dateText, note, value, sample, comment } = measurement
  return (
    <tbody>
      <tr>
        <td>
          {date === null ? dateText : <time dateTime={date}>{dateText}</time>}
          {note === '' ? null : <span className={styles.note}> {note}</span>}
        </td>
        <td className={styles.number}>{value}</td>
        <td className={styles.number}>{sample}</td>
      </tr>
      {comment === '' ? null : (
        <tr>
          <td className={styles.comment} colSpan={3}>
            {comment}
          </td>
        </tr>
      )}
    </tbody>
  )
}
