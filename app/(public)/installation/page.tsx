import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { academies, holidayZone } from '#lib/domain/academy.ts'
import { template } from '#lib/domain/template.ts'
import { setupCodeExpiry } from '#lib/usecases/new-setup-code.ts'
import { isSetUpNeeded } from '#lib/usecases/set-up-school.ts'
import { SetUpScreen } from './_set-up/set-up-screen.tsx'

export const metadata: Metadata = { title: 'Mettre en service' }

/** Exists only until the school is set up. */
export default async function SetUpPage() {
  if (!(await isSetUpNeeded())) notFound()
  return (
    <SetUpScreen
      schoolTypes={(template.enums.schoolType ?? []).map(({ id, label }) => ({ value: id, label }))}
      academies={academies.map((name) => ({ name, zone: holidayZone(name) }))}
      codeExpiresAt={await setupCodeExpiry()}
    />
  )
}
