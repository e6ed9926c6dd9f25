import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { currentActor } from '#lib/auth/actor.ts'
import { HomeScreen } from '../../_home/home-screen.tsx'
import { loadHome } from '../../_home/load-home.ts'

export const metadata: Metadata = { title: 'Nouveau projet' }

/** « Mes projets » with the dialog open, so that a new project has an address. */
export default async function NewProjectPage() {
  const actor = await currentActor()
  if (!actor) redirect('/?retour=/projets/nouveau')
  return <HomeScreen {...(await loadHome(actor))} newProjectOpen />
}
