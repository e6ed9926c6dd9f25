'use client'

import { RotateCcw } from 'lucide-react'
import { Button } from '#app/_ui/button.tsx'
import { VisuallyHidden } from '#app/_ui/visually-hidden.tsx'
import type { VersionPart } from '#lib/usecases/open-versions.ts'
import { useRestoring } from './restoring.tsx'

type RestorePartProps = {
  part: Pick<VersionPart, 'id' | 'number' | 'title'>
  /** Null: the newest version in which the part has words. */
  versionId: string | null
}

export function RestorePart({ part, versionId }: RestorePartProps) {
  const { isBusy, restore } = useRestoring()
  const done = `La partie\u00A0${part.number} est revenue dans la version de travail. L’état d’avant est gardé comme version.`
  return (
    <Button
      size="small"
      blocked={isBusy}
      onClick={() => restore({ input: { versionId, sectionId: part.id }, done })}
    >
      <RotateCcw size={16} strokeWidth={1.75} aria-hidden />
      Récupérer cette partie
      <VisuallyHidden>{`\u00A0: ${part.title}`}</VisuallyHidden>
    </Button>
  )
}
