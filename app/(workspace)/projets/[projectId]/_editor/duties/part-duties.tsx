'use client'

import { useState } from 'react'
import { Avatar } from '#app/_ui/avatar.tsx'
import { Button } from '#app/_ui/button.tsx'
import type { OpenRoom } from '../open-room.ts'
import type { PagePart } from '../page-model.ts'
import type { AssignMenu } from './assign-menu.tsx'
import { Declaration } from './declaration.tsx'
import { type DutyPerson, type DutyStore, NO_ANSWER } from './duty-store.ts'
import { shortName } from './duty-words.ts'
import styles from './part-duties.module.css'
import { useAssigning, useDuty, useDutyChange } from './use-duties.ts'

export type PartDutiesProps = {
  part: PagePart
  duties: DutyStore
  /** Null until the document was received. */
  room: OpenRoom | null
  /** The person is writing, or will as soon as the document is there. */
  writes: boolean
}

/** Whom a part is confided to, and whether somebody says that it is complete. */
export function PartDuties(props: PartDutiesProps) {
  const { part, duties, writes } = props
  const { assignees } = useDuty(duties, part.id)
  // Who reads for the moment is left in peace; where nobody may write, parts are still confided.
  const right = useAssigning(duties).assigning
  const assigning = writes || !duties.canWrite ? right : 'nobody'
  return (
    <div className={styles.duties}>
      <div className={styles.row}>
        {assignees.length > 0 ? <Assignees people={assignees} /> : null}
        {assigning === 'anyone' ? <AssignButton {...{ part, duties, assignees }} /> : null}
        {assigning === 'self' ? <TakeButton {...{ part, duties, assignees }} /> : null}
      </div>
      <Declaration {...props} />
    </div>
  )
}

function Assignees({ people }: { people: readonly DutyPerson[] }) {
  return (
    <p className={styles.assignees}>
      Confiée à
      {people.map((person) => (
        <span key={person.id} className={styles.person} title={nameOf(person)}>
          <Avatar {...person} size="small" decorative />
          {shortName(person)}
        </span>
      ))}
    </p>
  )
}

type AssignProps = Pick<PartDutiesProps, 'part' | 'duties'> & { assignees: readonly DutyPerson[] }

/** The menu's code comes with the first click: most of those who open the page confide nothing. */
function AssignButton({ part, duties, assignees }: AssignProps) {
  const { failure, change } = useDutyChange()
  const { writers } = useAssigning(duties)
  const [Loaded, setLoaded] = useState<typeof AssignMenu | null>(null)
  const load = async () => {
    const loaded = await import('./assign-menu.tsx').catch(() => null)
    if (loaded !== null) setLoaded(() => loaded.AssignMenu)
    return loaded === null ? NO_ANSWER : null
  }
  const assign = (person: DutyPerson, assigned: boolean) =>
    void change(() => duties.assign(part.id, person.id, assigned))
  return (
    <>
      {Loaded === null ? (
        <Button size="small" aria-haspopup="menu" onClick={() => void change(load)}>
          Confier à…
        </Button>
      ) : (
        <Loaded writers={writers} assignees={assignees} onAssign={assign} />
      )}
      {failure === null ? null : <p role="alert">{failure}</p>}
    </>
  )
}

function TakeButton({ part, duties, assignees }: AssignProps) {
  const { isBusy, failure, change } = useDutyChange()
  const isMine = assignees.some(({ id }) => id === duties.meId)
  const toggle = () => change(() => duties.assign(part.id, duties.meId, !isMine))
  return (
    <>
      <Button size="small" blocked={isBusy} onClick={() => void toggle()}>
        {isMine ? 'Rendre cette partie' : 'Me confier cette partie'}
      </Button>
      {failure === null ? null : <p role="alert">{failure}</p>}
    </>
  )
}

function nameOf({ firstName, lastName }: DutyPerson): string {
  return `${firstName} ${lastName}`
}
