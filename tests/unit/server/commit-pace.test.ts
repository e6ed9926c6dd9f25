import { expect, test } from 'vitest'
import type * as Y from 'yjs'
import { header } from '#lib/document/schema.ts'
import type { ProjectId } from '#lib/domain/ids.ts'
import { createBlank, newLog, projectId, testHouse } from '#tests/support/room-of-peers.ts'
import type { TestPeer } from '#tests/support/test-peer.ts'

const another = '00000000-0000-4000-8000-000000000002' as ProjectId
const write = ({ doc }: TestPeer) => (header(doc).get('summary') as Y.Text).insert(0, 'x')

test('[L7] the rooms of a process commit in the same turns', async () => {
  const log = await newLog()
  await createBlank(log, another)
  const { join } = await testHouse({ log })
  const [{ peer: ann }, { peer: bob }] = [
    await join('ann'),
    await join('bob', { project: another }),
  ]
  write(ann)
  await ann.saved()
  write(bob)
  await bob.saved()
  /** Projects of the appends of one turn, turn by turn. */
  const turns: ProjectId[][] = []
  let isOver = true
  const append = log.append.bind(log)
  log.append = (project, ...args) => {
    if (isOver) turns.push([])
    isOver = false
    turns.at(-1)?.push(project)
    setImmediate(() => {
      isOver = true
    })
    return append(project, ...args)
  }
  write(ann)
  write(bob)
  await Promise.all([ann.saved(), bob.saved()])
  expect(turns).toEqual([[projectId, another]])
})
