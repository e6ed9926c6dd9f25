'use client'

import { Heading } from '#app/_ui/heading.tsx'
import { Sheet } from '#app/_ui/sheet.tsx'
import { ThemeButton } from '#app/_ui/theme-button.tsx'
import { TopBar } from '#app/_ui/top-bar.tsx'
import { AccountStep } from './account-step.tsx'
import { CodeStep } from './code-step.tsx'
import { SchoolStep, type SchoolStepChoices } from './school-step.tsx'
import { SetUpProgress } from './set-up-progress.tsx'
import styles from './set-up-screen.module.css'
import { SubmitRow } from './submit-row.tsx'
import { useSetUp } from './use-set-up.ts'

type SetUpScreenProps = SchoolStepChoices & { codeExpiresAt: string | null }

export function SetUpScreen({ schoolTypes, academies, codeExpiresAt }: SetUpScreenProps) {
  const settingUp = useSetUp(codeExpiresAt)
  return (
    <>
      <TopBar>
        <span className={styles.stage}>Première mise en service</span>
        <ThemeButton />
      </TopBar>
      <main id="contenu" className={styles.main}>
        <Sheet className={styles.sheet}>
          <Heading as="h1" size="page">
            Mettre Trame en service
          </Heading>
          <p className={styles.lead}>
            L’établissement, un compte de direction et le code du serveur : trois renseignements
            suffisent.
          </p>
          <form
            ref={settingUp.formRef}
            // Sent before the script runs, it must not put the password in an address.
            method="post"
            noValidate
            onSubmit={(event) => {
              event.preventDefault()
              settingUp.submit()
            }}
          >
            <SchoolStep settingUp={settingUp} schoolTypes={schoolTypes} academies={academies} />
            <AccountStep settingUp={settingUp} />
            <CodeStep settingUp={settingUp} />
            <SubmitRow settingUp={settingUp} />
          </form>
        </Sheet>
        <SetUpProgress settingUp={settingUp} />
      </main>
    </>
  )
}
