import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { currentSchool } from '#lib/usecases/current-school.ts'
import { FirstSignInScreen } from './_first-sign-in/first-sign-in-screen.tsx'

export const metadata: Metadata = { title: 'Première connexion' }

/** The same for everybody: its address carries nothing, the code is typed. */
export default async function FirstSignInPage() {
  const school = await currentSchool()
  if (school === null) redirect('/installation')
  return <FirstSignInScreen place={`${school.name}, ${school.city}`} />
}
