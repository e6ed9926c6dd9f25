import { beforeEach, describe, expect, test } from 'vitest'
import type { Db } from '#db/client.ts'
import { listAudit } from '#db/queries/audit.ts'
import { roleOf, setMember } from '#db/queries/project-member.ts'
import type { SessionActor } from '#lib/auth/session-actor.ts'
import type { ProjectId, SchoolId } from '#lib/domain/ids.ts'
import { type Role, roles } from '#lib/domain/roles.ts'
import { onProjectSignal } from '#lib/platform/project-signals.ts'
import { addMember } from '#lib/usecases/team/add-member.ts'
import { changeRole } from '#lib/usecases/team/change-role.ts'
import { listTeam } from '#lib/usecases/team/list-team.ts'
import { removeMember } from '#lib/usecases/team/remove-member.ts'
import { teamRoles } from '#lib/usecases/team/team-role.ts'
import { insertProject } from '#tests/support/project-rows.ts'
import {
  insertLycee,
  memberOfEachRole,
  signedIn,
  useDatabase,
} from '#tests/support/school-people.ts'
import { forEachDatabase } from '#tests/support/test-db.ts'

/** Who handles which role of others: the head all, a coordinator all but the head's. */
const handles = (by: Role, role: Role) => by === 'head' || (by === 'coordinator' && role !== 'head')
const refusal = { code: 'not_allowed' }

forEachDatabase((_name, { sharedDb }) => {
  let db: Db
  let schoolId: SchoolId
  let projectId: ProjectId
  let maker: SessionActor['accountId']
  let team: Record<Role, SessionActor>

  beforeEach(async () => {
    db = await useDatabase(await sharedDb())
    ;({ projectId, schoolId, accountId: maker } = await insertProject(db, { role: 'editor' }))
    team = await memberOfEachRole(db, { id: projectId, schoolId })
  })

  const role = (actor: { accountId: SessionActor['accountId'] }) =>
    roleOf(db, { projectId, accountId: actor.accountId })

  describe.each(roles)('a %s', (by) => {
    test('adds people with the roles that are theirs to give', async () => {
      for (const given of teamRoles) {
        const person = await signedIn(db, schoolId)
        const added = addMember(team[by], { projectId, email: person.email, role: given })
        if (handles(by, given)) {
          expect(await added).toEqual({ accountId: person.accountId })
          expect(await role(person)).toBe(given)
        } else {
          await expect(added).rejects.toMatchObject(refusal)
          expect(await role(person)).toBeNull()
        }
      }
    })

    test('changes roles when both the old and the new one are theirs to handle', async () => {
      for (const before of teamRoles) {
        for (const after of teamRoles) {
          const { accountId } = await signedIn(db, schoolId)
          await setMember(db, { projectId, accountId, role: before, addedBy: null })
          const changed = changeRole(team[by], { projectId, accountId, role: after })
          const may = handles(by, before) && handles(by, after)
          if (may) await changed
          else await expect(changed).rejects.toMatchObject(refusal)
          expect(await role({ accountId }), `${before} to ${after}`).toBe(may ? after : before)
        }
      }
    })

    test('removes those whose role is theirs to handle', async () => {
      for (const taken of teamRoles) {
        const { accountId } = await signedIn(db, schoolId)
        await setMember(db, { projectId, accountId, role: taken, addedBy: null })
        const removed = removeMember(team[by], { projectId, accountId })
        if (handles(by, taken)) await removed
        else await expect(removed).rejects.toMatchObject(refusal)
        expect(await role({ accountId })).toBe(handles(by, taken) ? null : taken)
      }
    })

    test('sees the team if they manage it', async () => {
      const listed = listTeam(team[by], projectId)
      if (handles(by, 'editor')) expect((await listed).members.length).toBeGreaterThan(4)
      else await expect(listed).rejects.toMatchObject(refusal)
    })
  })

  test('a stranger learns nothing, not even that the project exists', async () => {
    const stranger = await signedIn(db, schoolId, { isHead: true })
    const email = stranger.email
    for (const attempt of [
      () => listTeam(stranger, projectId),
      () => addMember(stranger, { projectId, email, role: 'head' }),
      () => changeRole(stranger, { projectId, accountId: maker, role: 'reader' }),
      () => removeMember(stranger, { projectId, accountId: maker }),
      () => listTeam(team.head, crypto.randomUUID()),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'not_found' })
    }
  })

  test('people of another school, closed accounts and administrators are unknown', async () => {
    const elsewhere = await signedIn(db, await insertLycee(db))
    const admin = await signedIn(db, schoolId, { isAdmin: true })
    for (const { email } of [elsewhere, admin, { email: 'personne@lycee.test' }]) {
      const added = addMember(team.head, { projectId, email, role: 'editor' })
      await expect(added).rejects.toMatchObject({ code: 'unknown_person' })
    }
  })

  test('a member is not added again, a guest is not changed here, a guest’s role not given', async () => {
    const { email } = team.editor
    await expect(
      addMember(team.coordinator, { projectId, email, role: 'reader' }),
    ).rejects.toMatchObject({ code: 'invalid_input', field: 'email' })
    const { accountId } = team.guest
    for (const attempt of [
      () => changeRole(team.head, { projectId, accountId, role: 'editor' }),
      () => removeMember(team.head, { projectId, accountId }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'not_in_team' })
    }
    await expect(
      // @ts-expect-error what a program could send
      changeRole(team.head, { projectId, accountId: maker, role: 'guest' }),
    ).rejects.toMatchObject({ code: 'invalid_input', field: 'role' })
    expect(await role(team.editor)).toBe('editor')
  })

  test('the last head stays head, and stays', async () => {
    const { accountId } = team.head
    for (const attempt of [
      () => changeRole(team.head, { projectId, accountId, role: 'coordinator' }),
      () => removeMember(team.head, { projectId, accountId }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'last_head' })
    }
    expect((await listTeam(team.head, projectId)).members[0]).toMatchObject({
      ...{ isMe: true, role: 'head', choices: [] },
    })
    await changeRole(team.head, { projectId, accountId: maker, role: 'head' })
    await removeMember(team.head, { projectId, accountId })
    expect(await role(team.head)).toBeNull()
  })

  test('of two heads who lower each other at once, one stays', async () => {
    const second = await signedIn(db, schoolId)
    await setMember(db, { projectId, accountId: second.accountId, role: 'head', addedBy: null })
    const lower = (by: SessionActor, { accountId }: SessionActor) =>
      changeRole(by, { projectId, accountId, role: 'reader' })
    const outcomes = await Promise.allSettled([lower(team.head, second), lower(second, team.head)])
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect([await role(team.head), await role(second)].toSorted()).toEqual(['head', 'reader'])
  })

  test('the list says who may be changed to what, and who could be added', async () => {
    const newcomer = await signedIn(db, schoolId)
    await signedIn(db, schoolId, { isAdmin: true })
    const seen = await listTeam(team.coordinator, projectId)
    const [head, me] = seen.members
    expect(head).toMatchObject({ role: 'head', isMe: false, choices: [], canRenewCode: false })
    expect(me).toMatchObject({ role: 'coordinator', isMe: true, email: team.coordinator.email })
    expect(me?.choices).toEqual(['coordinator', 'editor', 'commenter', 'reader'])
    expect(seen.members.map(({ role: given }) => given)).not.toContain('guest')
    expect(seen.newcomers.map(({ email }) => email)).toEqual([newcomer.email])
    expect(seen).toMatchObject({ canCreateAccounts: false, sendsMail: false })
  })

  test('each change is written down, and wakes the open project after its commit', async () => {
    const seen: (Role | null)[] = []
    const person = await signedIn(db, schoolId)
    const { accountId, email } = person
    const heard: Promise<unknown>[] = []
    const stop = onProjectSignal((signal) => {
      expect(signal).toEqual({ projectId, what: 'members' })
      heard.push(role(person).then((found) => seen.push(found)))
    })
    for (const change of [
      () => addMember(team.coordinator, { projectId, email, role: 'editor' }),
      () => changeRole(team.coordinator, { projectId, accountId, role: 'commenter' }),
      () => removeMember(team.coordinator, { projectId, accountId }),
    ]) {
      await change()
      await Promise.all(heard)
    }
    stop()
    expect(seen).toEqual(['editor', 'commenter', null])
    const rows = await listAudit(db, { schoolId, limit: 3 })
    const by = { projectId, accountId: team.coordinator.accountId }
    expect(rows).toEqual([
      expect.objectContaining({
        ...{ ...by, action: 'member.remove', detail: { accountId, role: 'commenter' } },
      }),
      expect.objectContaining({
        ...{ ...by, action: 'member.change' },
        detail: { accountId, before: 'editor', role: 'commenter' },
      }),
      expect.objectContaining({
        ...{ ...by, action: 'member.add', detail: { accountId, role: 'editor' } },
      }),
    ])
  })
})
