import { expect, test } from 'vitest'
import {
  type Duties,
  type DutyActions,
  DutyStore,
} from '#app/(workspace)/projets/[projectId]/_editor/duties/duty-store.ts'

const nothing: Duties = { assigning: 'self', writers: [], sections: {} }

function dutiesWith(prompt: string): Duties {
  const duty = { assignees: [], declaration: null, treated: [prompt], helpOpen: false }
  return {
    ...nothing,
    writers: [],
    sections: { framework: duty, steering: { ...duty, treated: ['Qui ?'] } },
  }
}

/** A server whose answers to `list` come when the test says so. */
class HeldServer implements DutyActions {
  readonly waiting: ((duties: Duties) => void)[] = []
  readonly asked: string[] = []

  readonly list = () =>
    new Promise<{ ok: true; value: Duties }>((resolve) => {
      this.waiting.push((value) => resolve({ ok: true, value }))
    })
  readonly assign = async () => this.#answer('assign')
  readonly declare = async () => this.#answer('declare')
  readonly takeBack = async () => ({ ok: false, message: 'Refusé.' }) as const
  readonly treat = async () => Promise.reject(new Error('no line'))
  readonly foldHelp = async () => this.#answer('foldHelp')

  #answer(what: string) {
    this.asked.push(what)
    return { ok: true, value: undefined } as const
  }
}

function storeOn(actions: DutyActions): DutyStore {
  return new DutyStore({ projectId: 'p', meId: 'me', canWrite: true, actions, initial: nothing })
}

test('an answer that comes late does not undo what was learned since', async () => {
  const server = new HeldServer()
  const store = storeOn(server)
  const [first, second] = [store.refresh(), store.refresh()]
  server.waiting[1]?.(dutiesWith('nouveau'))
  await second
  server.waiting[0]?.(dutiesWith('ancien'))
  await first
  expect(store.of('framework').treated).toEqual(['nouveau'])
})

test('a help that is opened stays open through an answer that was under way', async () => {
  const server = new HeldServer()
  const store = storeOn(server)
  const underWay = store.refresh()
  store.foldHelp('framework', true)
  expect(store.of('framework').helpOpen).toBe(true)
  server.waiting[0]?.(dutiesWith('ancien'))
  await underWay
  expect(store.of('framework').helpOpen).toBe(true)
  expect(server.asked).toEqual(['foldHelp'])
})

test('a part of which nothing changed keeps its identity', () => {
  const store = storeOn(new HeldServer())
  store.receive(dutiesWith('une'))
  const [framework, steering] = [store.of('framework'), store.of('steering')]
  const writers = store.writers()
  let told = 0
  store.subscribe(() => {
    told += 1
  })
  store.receive(dutiesWith('deux'))
  expect(store.of('framework')).not.toBe(framework)
  expect(store.of('steering')).toBe(steering)
  expect(store.writers()).toBe(writers)
  expect(told).toBe(1)
})

test('a change that is refused, or gets no answer, says why, and its tick goes away', async () => {
  const store = storeOn(new HeldServer())
  store.receive(dutiesWith('une'))
  expect(await store.takeBack('framework')).toBe('Refusé.')
  const answer = store.treat('framework', 'Qui ?', true)
  expect(store.of('framework').treated).toEqual(['une', 'Qui ?'])
  expect(await answer).toMatch(/ne répond pas/)
  expect(store.of('framework').treated).toEqual(['une'])
})
