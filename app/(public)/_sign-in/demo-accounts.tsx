import { FlaskConical } from 'lucide-react'
import { Avatar, type PersonColor } from '#app/_ui/avatar.tsx'
import { Button } from '#app/_ui/button.tsx'
import { Chip } from '#app/_ui/chip.tsx'
import { Heading } from '#app/_ui/heading.tsx'
import { Panel } from '#app/_ui/panel.tsx'
import styles from './demo-accounts.module.css'

export type DemoAccount = {
  email: string
  password: string
  firstName: string
  lastName: string
  roleLabel: string
  color: PersonColor
}

type DemoAccountsProps = {
  accounts: readonly DemoAccount[]
  onUse: (account: DemoAccount) => void
}

export function DemoAccounts({ accounts, onUse }: DemoAccountsProps) {
  return (
    <Panel as="aside" tone="surface" className={styles.panel} aria-labelledby="demo-accounts">
      <div className={styles.head}>
        <Heading as="h2" size="panel" id="demo-accounts">
          Comptes de démonstration
        </Heading>
        <Chip tone="line" icon={<FlaskConical size={14} strokeWidth={2} aria-hidden />}>
          Démonstration
        </Chip>
      </div>
      <p className={styles.note}>
        Établissement, personnes et résultats sont fictifs. Ce panneau n’existe pas en service réel.
      </p>
      <ul>
        {accounts.map((account) => (
          <DemoRow key={account.email} account={account} onUse={onUse} />
        ))}
      </ul>
    </Panel>
  )
}

type DemoRowProps = { account: DemoAccount; onUse: (account: DemoAccount) => void }

function DemoRow({ account, onUse }: DemoRowProps) {
  const { firstName, lastName, roleLabel, color } = account
  const name = `${firstName} ${lastName}`
  return (
    <li className={styles.row}>
      <Avatar firstName={firstName} lastName={lastName} color={color} size="small" decorative />
      <span className={styles.who}>
        <b>{name}</b>
        <small>{roleLabel}</small>
      </span>
      <Button
        size="small"
        aria-label={`Utiliser le compte de ${name}, ${roleLabel}`}
        onClick={() => onUse(account)}
      >
        Utiliser
      </Button>
    </li>
  )
}
