'use client'

import { type DemoAccount, DemoAccounts } from './demo-accounts.tsx'
import { SignInForm } from './sign-in-form.tsx'
import { useSignIn } from './use-sign-in.ts'

type SignInDeskProps = {
  demoAccounts: readonly DemoAccount[]
  returnTo: string
  expired: boolean
}

/** The form and, in demo mode, the accounts that fill it. */
export function SignInDesk({ demoAccounts, returnTo, expired }: SignInDeskProps) {
  const signingIn = useSignIn(returnTo)
  return (
    <>
      <SignInForm signingIn={signingIn} expired={expired} />
      {demoAccounts.length > 0 ? (
        <DemoAccounts
          accounts={demoAccounts}
          onUse={({ email, password }) => signingIn.signInAs({ email, password })}
        />
      ) : null}
    </>
  )
}
