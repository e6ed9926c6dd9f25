'use client'

import { Clock, Ellipsis, KeyRound, UserMinus } from 'lucide-react'
import { useId, useRef } from 'react'
import { Avatar } from '#app/_ui/avatar.tsx'
import { Chip } from '#app/_ui/chip.tsx'
import { classNames } from '#app/_ui/class-names.ts'
import { Menu, MenuItem } from '#app/_ui/menu.tsx'
import { Select } from '#app/_ui/select.tsx'
import { VisuallyHidden } from '#app/_ui/visually-hidden.tsx'
import { roleLabel } from '#lib/i18n/messages/role.ts'
import type { TeamMember } from '#lib/usecases/team/list-team.ts'
import styles from './team-list.module.css'
import type { Question } from './team-question.tsx'
import { nameOf, type TeamDesk } from './use-team.ts'

type MemberRowProps = {
  member: TeamMember
  desk: TeamDesk
  askFirst: (question: Question) => void
}

export function MemberRow({ member, desk, askFirst }: MemberRowProps) {
  const { firstName, lastName, color, jobTitle, isMe, isPending } = member
  return (
    <li className={styles.row}>
      <Avatar firstName={firstName} lastName={lastName} color={color} decorative />
      <div className={styles.who}>
        <b>
          {nameOf(member)} {isMe ? <span>(vous)</span> : null}
        </b>
        <small>{jobTitle}</small>
      </div>
      {isPending ? (
        <Chip tone="dashed" icon={<Clock size={14} strokeWidth={2} aria-hidden />}>
          En attente
        </Chip>
      ) : null}
      <MemberRole member={member} desk={desk} askFirst={askFirst} />
      <div className={styles.actions}>
        <MemberMenu member={member} desk={desk} askFirst={askFirst} />
      </div>
    </li>
  )
}

function MemberRole({ member, desk, askFirst }: MemberRowProps) {
  const { role, choices, isMe } = member
  const id = useId()
  const from = useRef<HTMLButtonElement>(null)
  if (choices.length === 0) {
    return <span className={classNames(styles.role, styles.fixed)}>{roleLabel[role]}</span>
  }
  const change = (next: string) => {
    const chosen = choices.find((choice) => choice === next)
    if (chosen === undefined || chosen === role) return
    const go = () => desk.setRole(member, chosen)
    if (isMe) askFirst({ kind: 'lower-self', member, go, from })
    else go()
  }
  return (
    <div className={styles.role}>
      <VisuallyHidden>
        <span id={`${id}-label`}>Rôle de {nameOf(member)}</span>
      </VisuallyHidden>
      <Select
        size="small"
        triggerRef={from}
        control={{ id, 'aria-describedby': undefined, 'aria-invalid': undefined }}
        options={choices.map((choice) => ({ value: choice, label: roleLabel[choice] }))}
        value={role}
        onChange={change}
      />
    </div>
  )
}

function MemberMenu({ member, desk, askFirst }: MemberRowProps) {
  const { choices, canRenewCode, isMe, isPending } = member
  const from = useRef<HTMLButtonElement>(null)
  if (choices.length === 0 && !canRenewCode) return null
  const remove = () => desk.remove(member)
  const renew = () => desk.renew(member)
  return (
    <Menu
      triggerRef={from}
      label={`Autres actions pour ${nameOf(member)}`}
      trigger={<Ellipsis size={16} strokeWidth={1.75} aria-hidden />}
    >
      {canRenewCode ? (
        <MenuItem
          icon={<KeyRound size={18} strokeWidth={1.75} aria-hidden />}
          onSelect={() =>
            isPending ? renew() : askFirst({ kind: 'new-code', member, go: renew, from })
          }
        >
          Nouveau code
        </MenuItem>
      ) : null}
      {choices.length > 0 ? (
        <MenuItem
          icon={<UserMinus size={18} strokeWidth={1.75} aria-hidden />}
          onSelect={() => (isMe ? askFirst({ kind: 'leave', member, go: remove, from }) : remove())}
        >
          {isMe ? 'Quitter l’équipe' : 'Retirer l’accès'}
        </MenuItem>
      ) : null}
    </Menu>
  )
}
