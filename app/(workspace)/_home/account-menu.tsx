'use client'

import { LogOut } from 'lucide-react'
import { Avatar, type PersonColor } from '#app/_ui/avatar.tsx'
import { Menu, MenuItem } from '#app/_ui/menu.tsx'
import styles from './account-menu.module.css'
import { UnsentWarning } from './unsent-warning.tsx'
import { useSignOut } from './use-sign-out.ts'

export type SignedInPerson = {
  id: string
  firstName: string
  lastName: string
  email: string
  color: PersonColor
}

export function AccountMenu({ person }: { person: SignedInPerson }) {
  const { firstName, lastName, email, color } = person
  const { pending, unsent, ask, leave, stay } = useSignOut(person.id)
  return (
    <>
      <Menu
        label={`Votre compte, ${firstName} ${lastName}`}
        trigger={<Avatar firstName={firstName} lastName={lastName} color={color} decorative />}
        heading={
          <span className={styles.person}>
            <b>
              {firstName} {lastName}
            </b>
            <small>{email}</small>
          </span>
        }
      >
        <MenuItem icon={<LogOut size={18} strokeWidth={1.75} aria-hidden />} onSelect={ask}>
          {pending ? 'Déconnexion…' : 'Se déconnecter'}
        </MenuItem>
      </Menu>
      <UnsentWarning unsent={unsent} onLeave={leave} onStay={stay} />
    </>
  )
}
