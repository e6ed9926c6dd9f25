import type { FocusEvent, MouseEvent } from 'react'
import { classNames } from '#app/_ui/class-names.ts'
import type { Block } from '#lib/domain/block.ts'
import blockStyles from './blocks.module.css'
import { blocksView } from './blocks-view.tsx'
import type { CaretPlace } from './place-caret.ts'
import styles from './section-editor.module.css'

type WrittenTextProps = {
  blocks: readonly Block[]
  /** Given when the person may write here: what names the text, and what to do when they begin. */
  field?: { label: string; onEnter: (place: CaretPlace) => void }
}

/** A part's text where its editor is not: the same to the eye, and to who comes by keyboard. */
export function WrittenText({ blocks, field }: WrittenTextProps) {
  return (
    <div className={classNames(styles.host, blockStyles.blocks)}>
      <div className={styles.text} lang="fr" {...(field ? fieldAttributes(field) : {})}>
        {blocksView(blocks)}
      </div>
    </div>
  )
}

function fieldAttributes({ label, onEnter }: NonNullable<WrittenTextProps['field']>) {
  return {
    role: 'textbox',
    tabIndex: 0,
    'aria-multiline': true,
    'aria-label': label,
    'data-placeholder': 'Écrivez ici…',
    onFocus: (_event: FocusEvent) => onEnter({ edge: 'start' }),
    onMouseDown: (event: MouseEvent) => {
      // The press would focus this text, which is about to go.
      event.preventDefault()
      onEnter({ point: { left: event.clientX, top: event.clientY } })
    },
  } as const
}
