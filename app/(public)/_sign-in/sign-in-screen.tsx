import { ThemeButton } from '#app/_ui/theme-button.tsx'
import { TopBar } from '#app/_ui/top-bar.tsx'
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
}

export function SignInScreen({ place, demoAccounts, returnTo, expired }: SignInScreenProps) {
  return (
    <>
      <TopBar place={place}>
        <ThemeButton labelled />
      </TopBar>
      <main id="contenu" className={styles.main}>
        <SignInDesk demoAccounts={demoAccounts} returnTo={returnTo} expired={expired} />
      </main>
    </>
  )
}
