import { expect, test } from 'vitest'
import { removeMember, setMember } from '#db/queries/project-member.ts'
import {
  addSectionAssignee,
  listSectionAssignees,
  removeSectionAssignee,
} from '#db/queries/section-assignee.ts'
import {
  deleteSectionDeclaration,
  listSectionDeclarations,
  saveSectionDeclaration,
} from '#db/queries/section-declaration.ts'
import { listOpenHelp, setHelpOpen } from '#db/queries/section-help.ts'
import {
  addTreatedPrompt,
  listTreatedPrompts,
  removeTreatedPrompt,
} from '#db/queries/section-prompt.ts'
import { insertAccount, insertProject } from '#tests/support/project-rows.ts'
import { forEachDatabase } from '#tests/support/test-db.ts'

forEachDatabase((_, { sharedDb }) => {
  test('a part is confided to several members, once each, the first asked first', async () => {
    const { db } = await sharedDb()
    const { projectId, schoolId, accountId } = await insertProject(db)
    const other = await insertAccount(db, { schoolId })
    await setMember(db, { projectId, accountId: other, role: 'editor', addedBy: null })
    const part = { projectId, sectionId: 'steering' }
    await addSectionAssignee(db, { ...part, accountId: other }, accountId)
    await addSectionAssignee(db, { ...part, accountId }, accountId)
    await addSectionAssignee(db, { ...part, accountId: other }, other)
    await addSectionAssignee(db, { projectId, sectionId: 'framework', accountId }, accountId)
    expect(await listSectionAssignees(db, projectId)).toEqual([
      { sectionId: 'framework', accountId },
      { sectionId: 'steering', accountId: other },
      { sectionId: 'steering', accountId },
    ])
    await removeSectionAssignee(db, { ...part, accountId })
    expect(await listSectionAssignees(db, projectId)).toHaveLength(2)
  })

  test('who leaves the project has none of its parts, and a stranger cannot have one', async () => {
    const { db } = await sharedDb()
    const { projectId, accountId } = await insertProject(db)
    const elsewhere = await insertProject(db)
    const stranger = { projectId, sectionId: 'steering', accountId: elsewhere.accountId }
    await expect(addSectionAssignee(db, stranger, accountId)).rejects.toThrow()
    await addSectionAssignee(db, { projectId, sectionId: 'steering', accountId }, accountId)
    await removeMember(db, { projectId, accountId })
    expect(await listSectionAssignees(db, projectId)).toEqual([])
  })

  test('the last declaration of a part stands, with the name of who made it', async () => {
    const { db } = await sharedDb()
    const { projectId, schoolId, accountId } = await insertProject(db)
    const other = await insertAccount(db, { schoolId, firstName: 'Tarek', lastName: 'Belvallon' })
    const part = { projectId, sectionId: 'steering' }
    await saveSectionDeclaration(db, { ...part, declaredBy: accountId, digest: 'a' })
    const [first] = await listSectionDeclarations(db, projectId)
    await saveSectionDeclaration(db, { ...part, declaredBy: other, digest: 'b' })
    const [second, ...none] = await listSectionDeclarations(db, projectId)
    expect(first).toMatchObject({ declaredBy: accountId, lastName: 'Vaucourtois', digest: 'a' })
    expect(second).toMatchObject({
      ...{ sectionId: 'steering', declaredBy: other, digest: 'b' },
      ...{ firstName: 'Tarek', lastName: 'Belvallon' },
    })
    expect(second?.declaredAt.getTime()).toBeGreaterThanOrEqual(first?.declaredAt.getTime() ?? 0)
    expect(none).toEqual([])
    await deleteSectionDeclaration(db, part)
    expect(await listSectionDeclarations(db, projectId)).toEqual([])
  })

  test('a question is treated once, by part and by project', async () => {
    const { db } = await sharedDb()
    const { projectId, accountId } = await insertProject(db)
    const other = await insertProject(db)
    const question = { projectId, sectionId: 'steering', prompt: 'Qui arbitre\u202F?' }
    await addTreatedPrompt(db, question, accountId)
    await addTreatedPrompt(db, question, accountId)
    expect(await listTreatedPrompts(db, projectId)).toEqual([
      { sectionId: 'steering', prompt: 'Qui arbitre\u202F?' },
    ])
    expect(await listTreatedPrompts(db, other.projectId)).toEqual([])
    await removeTreatedPrompt(db, { ...question, sectionId: 'framework' })
    expect(await listTreatedPrompts(db, projectId)).toHaveLength(1)
    await removeTreatedPrompt(db, question)
    expect(await listTreatedPrompts(db, projectId)).toEqual([])
  })

  test('each person keeps their own help open', async () => {
    const { db } = await sharedDb()
    const { projectId, schoolId, accountId } = await insertProject(db)
    const other = { projectId, accountId: await insertAccount(db, { schoolId }) }
    const help = { projectId, accountId, sectionId: 'steering' }
    await setHelpOpen(db, { ...help, isOpen: true })
    await setHelpOpen(db, { ...help, isOpen: true })
    await setHelpOpen(db, { ...help, sectionId: 'framework', isOpen: true })
    await setHelpOpen(db, { ...other, sectionId: 'framework', isOpen: false })
    expect(await listOpenHelp(db, { projectId, accountId })).toEqual(['framework', 'steering'])
    expect(await listOpenHelp(db, other)).toEqual([])
    await setHelpOpen(db, { ...help, isOpen: false })
    expect(await listOpenHelp(db, { projectId, accountId })).toEqual(['framework'])
  })
})
