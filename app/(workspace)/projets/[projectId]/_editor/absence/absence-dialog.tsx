'use client'

import { Copy, X } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { classNames } from '#app/_ui/class-names.ts'
import dialogStyles from '#app/_ui/dialog.module.css'
import { IconButton } from '#app/_ui/icon-button.tsx'
import { VisuallyHidden } from '#app/_ui/visually-hidden.tsx'
import { type Block, blockText } from '#lib/domain/block.ts'
import blockStyles from '../blocks.module.css'
import { blocksView } from '../blocks-view.tsx'
import smallDialog from '../formatting/small-dialog.module.css'
import styles from './absence-dialog.module.css'
import type { Absence } from './absence-store.ts'

type AbsenceDialogProps = { absence: Absence; title: string; onClose: () => void }

/** Both texts of a part, side by side, to be compared and copied from. */
export function AbsenceDialog({ absence, title, onClose }: AbsenceDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className={classNames(dialogStyles.dialog, dialogStyles.large, smallDialog.dialog)}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <div className={dialogStyles.head}>
        <div>
          <h2 id={titleId} className={dialogStyles.title}>
            Pendant votre absence
          </h2>
          <p className={dialogStyles.description}>{title}</p>
        </div>
        <IconButton label="Fermer" onClick={onClose}>
          <X size={18} strokeWidth={1.75} aria-hidden />
        </IconButton>
      </div>
      <div className={classNames(dialogStyles.body, styles.texts)}>
        <OneText label="Votre texte, avant votre retour" blocks={absence.mine} />
        <OneText label="Le texte réuni, à votre retour" blocks={absence.merged} />
      </div>
    </dialog>
  )
}

function OneText({ label, blocks }: { label: string; blocks: readonly Block[] }) {
  const titleId = useId()
  return (
    <section className={styles.text} aria-labelledby={titleId}>
      <div className={styles.head}>
        <h3 id={titleId}>{label}</h3>
        <CopyButton label={label} blocks={blocks} />
      </div>
      {/* It scrolls by itself, so that a keyboard must reach it. */}
      <div className={classNames(blockStyles.blocks, styles.blocks)} lang="fr">
        {blocksView(blocks)}
      </div>
    </section>
  )
}

function CopyButton({ label, blocks }: { label: string; blocks: readonly Block[] }) {
  const [state, setState] = useState<'ready' | 'copied' | 'failed'>('ready')
  const copy = () => {
    const text = blocks.map(blockText).join('\n')
    navigator.clipboard.writeText(text).then(
      () => setState('copied'),
      () => setState('failed'),
    )
  }
  return (
    <Button size="small" onClick={copy}>
      <Copy size={16} strokeWidth={1.75} aria-hidden />
      <span role="status">{COPY_WORDS[state]}</span>
      <VisuallyHidden>{`\u00A0: ${label}`}</VisuallyHidden>
    </Button>
  )
}

const COPY_WORDS = {
  ready: 'Copier',
  copied: 'Copié',
  failed: 'Copie impossible',
}
