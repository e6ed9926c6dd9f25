'use client'

import { memo, useSyncExternalStore } from 'react'
import { classNames } from '#app/_ui/class-names.ts'
import type { CardGroup } from './card.ts'
import type { CardFeed } from './card-feed.ts'
import { Facts } from './facts.tsx'
import styles from './part-records.module.css'
import { RecordCard } from './record-card.tsx'

type PartRecordsProps = { feed: CardFeed; sectionId: string }

/** The records that are written in a part, by kind. */
export const PartRecords = memo(function PartRecords({ feed, sectionId }: PartRecordsProps) {
  const read = () => feed.of(sectionId)
  const groups = useSyncExternalStore(feed.subscribe, read, read)
  return groups.map((group) => <Group key={group.id} group={group} />)
})

const Group = memo(function Group({ group }: { group: CardGroup }) {
  return (
    <div className={styles.group} data-records={group.id}>
      <div className={styles.head}>
        <h3 className={styles.title}>{group.title}</h3>
        <p className={styles.count}>{group.count}</p>
      </div>
      <Facts facts={group.facts} look="line" />
      <ul className={classNames(styles.list, styles[group.look])}>
        {group.cards.map((card) => (
          <RecordCard key={card.id} card={card} look={group.look} depth={0} />
        ))}
      </ul>
    </div>
  )
})
