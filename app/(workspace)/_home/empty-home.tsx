import type { ReactNode } from 'react'
import { Heading } from '#app/_ui/heading.tsx'
import { Panel } from '#app/_ui/panel.tsx'
import { Weave } from '#app/_ui/weave.tsx'
import type { WeaveRow } from '#app/_ui/weave-geometry.ts'
import styles from './empty-home.module.css'

type EmptyHomeProps = {
  weave: readonly WeaveRow[]
  /** What begins a project; null when this person may not. */
  children: ReactNode
}

/** No project yet: what one is made of, and how to begin. */
export function EmptyHome({ weave, children }: EmptyHomeProps) {
  const parts = weave.reduce((sum, row) => sum + row.segments.length, 0)
  return (
    <Panel className={styles.empty} aria-labelledby="empty-home">
      <div>
        <Heading as="h2" size="page" id="empty-home">
          Le métier est monté, il reste à tisser.
        </Heading>
        {children ? (
          <p className={styles.text}>
            Vous n’avez pas encore de projet. La trame propose les {parts}
            {'\u00A0'}parties attendues ; vous les remplissez à plusieurs, dans l’ordre que vous
            voulez, avec l’aide à la rédaction de chacune.
          </p>
        ) : (
          <p className={styles.text}>
            Vous n’êtes dans aucun projet. La coordination ou la direction vous ajoute à l’équipe :
            le projet apparaît alors ici.
          </p>
        )}
        {children ? <div className={styles.action}>{children}</div> : null}
      </div>
      <Weave size="large" rows={weave} decorative />
    </Panel>
  )
}
