/** The transport of one connection: a WebSocket, or what stands for one in a test. */
export interface Wire {
  /** Bytes given to `send` that the network has not taken yet. */
  readonly bufferedBytes: number
  /**
   * @param onTaken called when the network has taken what waits, if it did not take the frame at once.
   * @param hasMore another frame follows in the same turn: both may travel as one packet.
   */
  send(frame: Uint8Array, onTaken: () => void, hasMore?: boolean): void
  ping(): void
  /** Sends what was given before, then the closing handshake. */
  close(code: number, reason: string): void
  /** Drops the connection at once. */
  terminate(): void
}
