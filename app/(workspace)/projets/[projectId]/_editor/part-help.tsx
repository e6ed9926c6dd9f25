'use client'

import { Check, ChevronDown, CircleDashed, Lightbulb } from 'lucide-react'
import { VisuallyHidden } from '#app/_ui/visually-hidden.tsx'
import type { DutyStore } from './duties/duty-store.ts'
import { treatedText } from './duties/duty-words.ts'
import { useDuty, useDutyChange } from './duties/use-duties.ts'
import type { PagePart } from './page-model.ts'
import styles from './part-help.module.css'

type PartHelpProps = { part: PagePart; duties: DutyStore; writes: boolean }

/** What the template advises for a part, and the questions that it answers. */
export function PartHelp({ part, duties, writes }: PartHelpProps) {
  const { id, guidance, prompts } = part
  const { helpOpen, treated } = useDuty(duties, id)
  const { failure, change } = useDutyChange()
  if (guidance === '' && prompts.length === 0) return null
  const done = prompts.filter((prompt) => treated.includes(prompt))
  const Question = writes ? TickedQuestion : ReadQuestion
  return (
    <details
      className={styles.help}
      open={helpOpen}
      onToggle={({ currentTarget: { open } }) => {
        if (open !== duties.of(id).helpOpen) duties.foldHelp(id, open)
      }}
    >
      <summary className={styles.summary}>
        <Lightbulb size={16} strokeWidth={1.75} aria-hidden />
        <span className={styles.name}>Aide à la rédaction</span>
        <span className={styles.count}>{treatedText(done.length, prompts.length)}</span>
        <ChevronDown className={styles.chevron} size={16} strokeWidth={1.75} aria-hidden />
      </summary>
      <div className={styles.body}>
        <p>{guidance}</p>
        <ul className={styles.prompts}>
          {prompts.map((prompt) => (
            <li key={prompt}>
              <Question
                prompt={prompt}
                treated={treated.includes(prompt)}
                onTreat={(value) => void change(() => duties.treat(id, prompt, value))}
              />
            </li>
          ))}
        </ul>
        {failure === null ? null : <p role="alert">{failure}</p>}
      </div>
    </details>
  )
}

type QuestionProps = { prompt: string; treated: boolean; onTreat: (treated: boolean) => void }

function TickedQuestion({ prompt, treated, onTreat }: QuestionProps) {
  return (
    <label className={styles.question}>
      <input
        type="checkbox"
        className={styles.box}
        checked={treated}
        onChange={(event) => onTreat(event.currentTarget.checked)}
      />
      <Mark treated={treated} />
      {prompt}
    </label>
  )
}

function ReadQuestion({ prompt, treated }: QuestionProps) {
  return (
    <span className={styles.question}>
      <Mark treated={treated} />
      <span>
        {prompt}
        {treated ? <VisuallyHidden> (traitée)</VisuallyHidden> : null}
      </span>
    </span>
  )
}

function Mark({ treated }: { treated: boolean }) {
  const Icon = treated ? Check : CircleDashed
  return (
    <Icon className={styles.mark} data-treated={treated} size={16} strokeWidth={2} aria-hidden />
  )
}
