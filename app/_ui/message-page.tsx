import type { ReactNode } from 'react'
import { Heading } from './heading.tsx'
import styles from './message-page.module.css'
import { Sheet } from './sheet.tsx'
import { TopBar } from './top-bar.tsx'

type MessagePageProps = { title: string; children: ReactNode; actions?: ReactNode }

/** A page that has one thing to say: what happened, what is kept, what can be done. */
export function MessagePage({ title, children, actions }: MessagePageProps) {
  return (
    <>
      <TopBar />
      <main id="contenu" className={styles.main}>
        <Sheet className={styles.sheet}>
          <Heading as="h1" size="page">
            {title}
          </Heading>
          <div className={styles.text}>{children}</div>
          {actions ? <div className={styles.actions}>{actions}</div> : null}
        </Sheet>
      </main>
    </>
  )
}
