'use client'

import { Component, type ReactNode } from 'react'
import { Callout } from '#app/_ui/callout.tsx'

type State = { failed: boolean }

/**
 * Holds a part that fails to itself: an error that reached the page would close the room, and with
 * it what the other parts have not sent yet.
 */
export class PartBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { failed: false }

  static getDerivedStateFromError(): State {
    return { failed: true }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return (
      <Callout tone="danger" title="Cette partie n’a pas pu s’afficher">
        Le reste du projet continue de s’enregistrer. Quand l’état indique « Enregistré », rechargez
        la page.
      </Callout>
    )
  }
}
