'use client'

import { LogOut } from 'lucide-react'
import { useTransition } from 'react'
import { Avatar, type PersonColor } from '#app/_ui/avatar.tsx'
import { Menu, MenuItem } from '#app/_ui/menu.tsx'
import { signOut } from '../actions.ts'
import styles from './account-menu.module.css'

export type SignedInPerson = {
  firstName: string
  lastName: string
  email: string
  color: PersonColor
}

export function AccountMenu({ person }: { person: SignedInPerson }) {
  const [pending, startTransition] = useTransition()
  const { firstName, lastName, email, color } = person
  const leave = () =>
    startTransition(async () => {
      await signOut()
      window.location.assign('/')
    })
  return (
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
      <MenuItem icon={<LogOut size={18} strokeWidth={1.75} aria-hidden />} onSelect={leave}>
        {pending ? 'Déconnexion…' : 'Se déconnecter'}
      </MenuItem>
    </Menu>
  )
}
