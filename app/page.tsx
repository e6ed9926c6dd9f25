import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { currentActor } from '#lib/auth/actor.ts'
import { roleLabel } from '#lib/i18n/messages/role.ts'
import { currentSchool } from '#lib/usecases/current-school.ts'
import { listDemoAccounts } from '#lib/usecases/list-demo-accounts.ts'
import { listPublicPublications } from '#lib/usecases/list-public-publications.ts'
import { isSetUpNeeded } from '#lib/usecases/set-up-school.ts'
import { localPath } from './(public)/_sign-in/local-path.ts'
import { SignInScreen } from './(public)/_sign-in/sign-in-screen.tsx'
import { HomeScreen } from './(workspace)/_home/home-screen.tsx'
import { loadHome } from './(workspace)/_home/load-home.ts'

type FrontPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await currentActor()) ? 'Mes projets' : 'Se connecter' }
}

export default async function FrontPage({ searchParams }: FrontPageProps) {
  const { retour } = await searchParams
  const returnTo = localPath(retour)
  const actor = await currentActor()
  if (actor) {
    if (returnTo !== '/') redirect(returnTo)
    return <HomeScreen {...(await loadHome(actor))} newProjectOpen={false} />
  }
  if (await isSetUpNeeded()) redirect('/installation')
  const [school, accounts, publications] = await Promise.all([
    currentSchool(),
    listDemoAccounts(),
    listPublicPublications(),
  ])
  return (
    <SignInScreen
      place={school ? `${school.name}, ${school.city}` : undefined}
      demoAccounts={accounts.map((account) => ({
        ...account,
        roleLabel: roleLabel[account.role],
      }))}
      returnTo={returnTo}
      expired={await carriesEndedSession()}
      publications={publications}
    />
  )
}

/** A session cookie that opens nothing: it was revoked, or nobody was there for long. */
async function carriesEndedSession(): Promise<boolean> {
  return (await cookies()).getAll().some(({ name }) => name.endsWith('session-token'))
}
