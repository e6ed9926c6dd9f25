import { ChevronDown, Lightbulb } from 'lucide-react'
import styles from './part-help.module.css'

type PartHelpProps = { guidance: string; prompts: readonly string[] }

/** What the template advises for a part, and the questions that it answers. */
export function PartHelp({ guidance, prompts }: PartHelpProps) {
  return (
    <details className={styles.help}>
      <summary className={styles.summary}>
        <Lightbulb size={16} strokeWidth={1.75} aria-hidden />
        <span className={styles.name}>Aide à la rédaction</span>
        <ChevronDown className={styles.chevron} size={16} strokeWidth={1.75} aria-hidden />
      </summary>
      <div className={styles.body}>
        <p>{guidance}</p>
        <ul className={styles.prompts}>
          {prompts.map((prompt) => (
            <li key={prompt}>{prompt}</li>
          ))}
        </ul>
      </div>
    </details>
  )
}
