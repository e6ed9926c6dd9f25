'use client'

import { useRouter } from 'next/navigation'
import { createContext, type ReactNode, useContext, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Callout } from '#app/_ui/callout.tsx'
import type { Restoration } from '#lib/usecases/restore-version.ts'
import { restoreVersion } from './actions.ts'
import styles from './restoring.module.css'

type Task = {
  input: Omit<Restoration, 'projectId'>
  /** What people read once it is done. */
  done: string
}

type Restoring = { isBusy: boolean; restore: (task: Task) => void }

type Outcome = { kind: 'done'; text: string; undo: Task | null } | { kind: 'failed'; text: string }

const RestoringContext = createContext<Restoring | null>(null)

export function useRestoring(): Restoring {
  const restoring = useContext(RestoringContext)
  if (restoring === null) throw new Error('inside <RestoringArea>')
  return restoring
}

type RestoringAreaProps = { personId: string; projectId: string; children: ReactNode }

/**
 * What can restore, and above it what became of it. « Défaire » restores what was kept of the state
 * before.
 */
export function RestoringArea({ personId, projectId, children }: RestoringAreaProps) {
  const router = useRouter()
  const [isBusy, setIsBusy] = useState(false)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const run = async ({ input, done }: Task, isUndo: boolean) => {
    setIsBusy(true)
    const result = await restoreVersion(personId, { ...input, projectId }).catch(() => null)
    setIsBusy(false)
    if (!result?.ok) {
      const text = result?.message ?? 'La connexion est coupée\u00A0: rien n’a été changé.'
      setOutcome({ kind: 'failed', text })
      return
    }
    const { keptVersionId: versionId } = result.value
    const undo = {
      input: { versionId, sectionId: input.sectionId },
      done: 'L’état d’avant est revenu.',
    }
    setOutcome({ kind: 'done', text: done, undo: isUndo ? null : undo })
    router.push(`/projets/${projectId}/versions?version=travail`)
    router.refresh()
  }
  const restore = (task: Task) => {
    if (!isBusy) void run(task, false)
  }
  return (
    <RestoringContext value={{ isBusy, restore }}>
      <div className={styles.outcome} role="status">
        {outcome === null ? null : (
          <Callout
            tone={outcome.kind === 'done' ? 'ok' : 'warn'}
            title={outcome.kind === 'done' ? 'C’est fait' : 'La restauration n’a pas eu lieu'}
          >
            <p>{outcome.text}</p>
            {outcome.kind === 'done' && outcome.undo !== null ? (
              <Undo task={outcome.undo} isBusy={isBusy} onUndo={(task) => void run(task, true)} />
            ) : null}
          </Callout>
        )}
      </div>
      {children}
    </RestoringContext>
  )
}

type UndoProps = { task: Task; isBusy: boolean; onUndo: (task: Task) => void }

function Undo({ task, isBusy, onUndo }: UndoProps) {
  return (
    <Button size="small" blocked={isBusy} onClick={() => onUndo(task)}>
      Défaire
    </Button>
  )
}
