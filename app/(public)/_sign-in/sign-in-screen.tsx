import { ThemeButton } from '#app/_ui/theme-button.tsx'
import { TopBar } from '#app/_ui/top-bar.tsx'
import type { PublicPublication } from '#lib/usecases/list-public-publications.ts'
import { PublishedProjects } from '../_published/published-projects.tsx'
import type { DemoAccount } from './demo-accounts.tsx'
import { SignInDesk } from './sign-in-desk.tsx'
import styles from './sign-in-screen.module.css'

type SignInScreenProps = {
  place: string | undefined
  demoAccounts: readonly DemoAccount[]
  /** Local path to go to once signed in. */
  returnTo: string
  /** The person was sent here because a session ended. */
  expired: boolean
  publications: readonly PublicPublication[]
}

export function SignInScreen({ place, publications, ...desk }: SignInScreenProps) {
  return (
    <>
      <TopBar place={place}>
        <ThemeButton labelled />
      </TopBar>
      <main id="contenu" className={styles.main}>
        <SignInDesk {...desk} />
        <PublishedProjects publications={publications} />
      </main>
    </>
  )
}
