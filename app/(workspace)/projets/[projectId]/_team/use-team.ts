'use client'

import { useEffect, useEffectEvent, useState, useTransition } from 'react'
import { roleLabel } from '#lib/i18n/messages/role.ts'
import { waiting } from '#lib/i18n/waiting.ts'
import type { NewAccount, NewCode } from '#lib/usecases/accounts/create-account.ts'
import type { ActionResult } from '#lib/usecases/action.ts'
import type { Team, TeamMember } from '#lib/usecases/team/list-team.ts'
import type { TeamRole } from '#lib/usecases/team/team-role.ts'
import * as server from './actions.ts'

export type Notice = { text: string; undo: (() => void) | null }
export type Refusal = Extract<ActionResult<never>, { ok: false }>
export type Person = Omit<NewAccount, 'membership'>

/** The page: of which project, and rendered for whom. */
export type Place = { projectId: string; personId: string }

type InviteAnswers = { onAdded: () => void; onRefused: (no: Refusal) => void }

export type TeamDesk = {
  team: Team | null
  /** What was done last, and how to take it back. */
  notice: Notice | null
  /** What was refused last, in a sentence. */
  failure: string | null
  pending: boolean
  invite: (given: { email: string; role: TeamRole }, then: InviteAnswers) => void
  create: (person: Person & { role: TeamRole }, onRefused: (no: Refusal) => void) => void
  setRole: (member: TeamMember, role: TeamRole) => void
  remove: (member: TeamMember) => void
  renew: (member: TeamMember) => void
  /** The code to hand over, shown once. */
  code: NewCode | null
  dismissCode: () => void
}

const NO_ANSWER: Refusal = {
  ok: false,
  code: 'no_answer',
  message: 'Trame ne répond pas. Vérifiez la connexion au réseau, puis réessayez.',
}

/** The team as the server last said it, and what can be asked of it. One thing at a time. */
export function useTeam({ projectId, personId }: Place, onRightLost: () => void): TeamDesk {
  const [team, setTeam] = useState<Team | null>(null)
  const [notice, setNotice] = useState<Notice | null>(null)
  const [code, setCode] = useState<NewCode | null>(null)
  const { failure, setFailure, pending, ask } = useAsking()
  const read = () => ask(() => server.readTeam(personId, projectId), setTeam)
  const open = useEffectEvent(read)
  useEffect(() => open(), [])
  const refused = (no: Refusal) => {
    read()
    setFailure(words(no))
  }
  const change = (
    run: () => Promise<ActionResult<Team | null>>,
    said: Notice,
    then?: InviteAnswers,
  ) => {
    const done = (next: Team | null) => {
      if (next === null) return onRightLost()
      setTeam(next)
      setNotice(said)
      then?.onAdded()
    }
    ask(run, done, then?.onRefused ?? refused)
  }
  const showCode = (made: NewCode) => {
    setCode(made)
    setNotice(null)
    read()
  }
  return {
    ...{ team, notice, failure, pending, code },
    ...changes({ projectId, personId }, change),
    dismissCode: () => setCode(null),
    create: ({ role, ...person }, onRefused) =>
      ask(
        () => server.createAccount(personId, { ...person, membership: { projectId, role } }),
        showCode,
        onRefused,
      ),
    renew: ({ id }) => ask(() => server.renewCode(personId, { accountId: id }), showCode, refused),
  }
}

type Change = (
  run: () => Promise<ActionResult<Team | null>>,
  said: Notice,
  then?: InviteAnswers,
) => void

/** What changes the team, with its words and what takes it back. */
function changes(
  { projectId, personId }: Place,
  change: Change,
): Pick<TeamDesk, 'invite' | 'setRole' | 'remove'> {
  const changeRole = (member: TeamMember, role: TeamRole, undo: Notice['undo']) =>
    change(() => server.changeRole(personId, { projectId, accountId: member.id, role }), {
      text: `Rôle de ${nameOf(member)}\u00A0: ${roleLabel[role]}.`,
      undo,
    })
  return {
    invite: ({ email, role }, then) => {
      const text = `${email.trim()} fait partie de l’équipe\u00A0: ${roleLabel[role]}.`
      change(
        () => server.addMember(personId, { projectId, email, role }),
        { text, undo: null },
        then,
      )
    },
    setRole: (member, role) => {
      const back = () => changeRole(member, member.role, null)
      changeRole(member, role, member.isMe ? null : back)
    },
    remove: (member) => {
      const { id, email, role } = member
      const again = { text: `${nameOf(member)} a de nouveau accès au projet.`, undo: null }
      const back = () => change(() => server.addMember(personId, { projectId, email, role }), again)
      const text = `${nameOf(member)} n’a plus accès au projet.`
      change(() => server.removeMember(personId, { projectId, accountId: id }), {
        text,
        undo: back,
      })
    },
  }
}

export function nameOf({ firstName, lastName }: { firstName: string; lastName: string }): string {
  return `${firstName} ${lastName}`
}

/** A refusal as a sentence. */
export function words({ message, retryAfterSeconds }: Refusal): string {
  if (retryAfterSeconds === undefined) return message
  return `Trop d’essais\u00A0: réessayez dans ${waiting(retryAfterSeconds)}.`
}

function useAsking() {
  const [failure, setFailure] = useState<string | null>(null)
  const [pending, startTransition] = useTransition()
  const ask = <Value>(
    run: () => Promise<ActionResult<Value>>,
    onDone: (value: Value) => void,
    onRefused: (no: Refusal) => void = (no) => setFailure(words(no)),
  ) => {
    startTransition(async () => {
      setFailure(null)
      const answer = await run().catch(() => NO_ANSWER)
      startTransition(() => (answer.ok ? onDone(answer.value) : onRefused(answer)))
    })
  }
  return { failure, setFailure, pending, ask }
}
