/** What a node hears on a channel: the bytes, and the name of the node that sent them. */
export type BusListener = (message: Uint8Array, from: string) => void

/**
 * Carries messages between the nodes that serve the same documents, on named channels, in the order
 * in which one node sent them.
 *
 * It is an accelerator: a message can be lost, and what it would have told is found in the database.
 * So nothing here throws, rejects or keeps anyone waiting, whatever becomes of the bus.
 */
export interface Bus {
  /** Of this process alone, new with each start. */
  readonly node: string

  /**
   * Sends to every other node that listens to the channel, never to this one.
   *
   * @param encode makes the message; not called when nobody could hear it.
   */
  publish(channel: string, encode: () => Uint8Array): void

  /** @returns what ends the listening. A listener must not throw. */
  subscribe(channel: string, listener: BusListener): BusSubscription

  /** Calls `listener` each time when messages may have been lost. @returns what ends it. */
  onInterrupted(listener: () => void): () => void

  /** Sends what was published before, and ends. */
  close(): Promise<void>
}

export type BusSubscription = {
  /** Resolves once messages of the channel come: at once, or when the bus comes back. */
  readonly active: Promise<void>
  readonly end: () => void
}
