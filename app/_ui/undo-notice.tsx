import styles from './undo-notice.module.css'

type UndoNoticeProps = { notice: { text: string; undo: (() => void) | null } | null }

/**
 * What was just done, announced, and a way to take it back that stays for as long as the words do:
 * nobody has to be quick.
 */
export function UndoNotice({ notice }: UndoNoticeProps) {
  return (
    <div className={styles.notice} data-empty={notice === null || undefined}>
      {/* Always there, so that what comes into it is announced. */}
      <span role="status">{notice?.text}</span>
      {notice?.undo ? (
        <button type="button" className={styles.undo} data-undo onClick={notice.undo}>
          Défaire
        </button>
      ) : null}
    </div>
  )
}
