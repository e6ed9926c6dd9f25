'use client'

import { Dialog } from '#app/_ui/dialog.tsx'
import { Outline } from './outline.tsx'
import { Progress } from './progress.tsx'
import type { RailProps } from './rail.tsx'

type OutlineDialogProps = RailProps & { open: boolean; onOpenChange: (open: boolean) => void }

/** The rail as a drawer, for small screens. */
export function OutlineDialog({ open, onOpenChange, total, ...outline }: OutlineDialogProps) {
  const close = () => onOpenChange(false)
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Plan du projet">
      <Progress parts={outline.parts} total={total} onChoose={close} />
      <Outline {...outline} onChoose={close} />
    </Dialog>
  )
}
