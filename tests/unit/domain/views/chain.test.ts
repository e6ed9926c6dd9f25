import { expect, test } from 'vitest'
import { demoProject } from '#lib/domain/demo.ts'
import type { Project } from '#lib/domain/project.ts'
import type { ProjectAction } from '#lib/domain/record.ts'
import { actionsUsing, needChains, needsOf } from '#lib/domain/views/chain.ts'

const archivedAt = '2027-01-01T08:00:00.000Z'
const idOf = ({ id }: { id: string }) => id

function action(id: string): ProjectAction {
  const found = demoProject.actions.find((item) => item.id === id)
  if (!found) throw new Error(`the demo has ${id}`)
  return found
}

test('each need has its goals, and each goal its actions and indicators', () => {
  const [first] = needChains(demoProject)
  expect(first?.need.id).toBe('need-1')
  expect(first?.goals.map(({ goal }) => goal.id)).toEqual(['goal-1', 'goal-2'])
  expect(first?.goals[0]?.actions.map(idOf)).toEqual(['action-1', 'action-8'])
  expect(first?.goals[0]?.indicators.map(idOf)).toEqual(['ind-1', 'ind-2'])
})

test('a goal that answers two needs is under both', () => {
  const under = needChains(demoProject)
    .filter(({ goals }) => goals.some(({ goal }) => goal.id === 'goal-2'))
    .map(({ need }) => need.id)
  expect(under).toEqual(['need-1', 'need-2'])
})

test('an archived record is in no chain', () => {
  const archived: Project = {
    ...demoProject,
    goals: demoProject.goals.map((goal) => (goal.id === 'goal-1' ? { ...goal, archivedAt } : goal)),
    actions: demoProject.actions.map((item) =>
      item.id === 'action-2' ? { ...item, archivedAt } : item,
    ),
  }
  const [first] = needChains(archived)
  expect(first?.goals.map(({ goal }) => goal.id)).toEqual(['goal-2'])
  expect(first?.goals[0]?.actions.map(idOf)).not.toContain('action-2')
  expect(needsOf(archived, action('action-1'))).toEqual([])
})

test('an action answers the needs of all its goals, each once', () => {
  const goalIds = ['goal-1', 'goal-2']
  expect(needsOf(demoProject, { ...action('action-1'), goalIds }).map(idOf)).toEqual([
    'need-1',
    'need-2',
  ])
})

test('a mean knows the actions that use it', () => {
  const users = actionsUsing(demoProject, 'mean-1')
  expect(users.length).toBeGreaterThan(1)
  for (const user of users) expect(user.meanIds).toContain('mean-1')
  expect(actionsUsing(demoProject, 'no-such-mean')).toEqual([])
})
