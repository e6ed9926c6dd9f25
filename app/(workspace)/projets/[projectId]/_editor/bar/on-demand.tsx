'use client'

import { type ComponentType, useEffect, useState } from 'react'
import styles from './on-demand.module.css'

/**
 * A component whose code comes when it is first shown. Where it does not come, without a
 * connection, that is said, or `Else` stands in for it, and the next showing tries again.
 */
export function onDemand<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Else?: ComponentType<Props>,
): ComponentType<Props> {
  let known: ComponentType<Props> | null = null
  return function OnDemand(props: Props) {
    const [state, setState] = useState<'coming' | 'here' | 'missing'>('coming')
    useEffect(() => {
      let left = false
      const get = async () => {
        known ??= await load()
        if (!left) setState('here')
      }
      get().catch(() => !left && setState('missing'))
      return () => {
        left = true
      }
    }, [])
    const Known = known
    if (Known !== null) return <Known {...props} />
    if (state === 'missing' && Else) return <Else {...props} />
    return (
      <p className={styles.wait} role="status">
        {state === 'missing' ? MISSING : 'Ouverture…'}
      </p>
    )
  }
}

const MISSING =
  'Ces choix n’ont pas pu être chargés. Vérifiez la connexion, puis ouvrez-les à nouveau.'
