/** Limits that both sides know. Bytes are of one whole WebSocket frame unless said otherwise. */
export const limits = {
  /** A step 2 after long offline work must fit (sync.md C.7). */
  frameBytes: 4 * 1024 * 1024,
  /** The whole state of one document, encoded. */
  documentBytes: 32 * 1024 * 1024,
  awarenessStateBytes: 4 * 1024,
  awarenessPerSecond: 20,
  /** Frames and bytes that wait while a room loads. */
  preloadFrames: 64,
  preloadBytes: 1024 * 1024,
  /** Of one process, unless the environment says otherwise. A whole school can be one address. */
  connectionsPerAddress: 600,
  connectionsPerAccount: 20,
  connectionsPerDocument: 600,
  /** Of one address, once it has opened as many as it may have. */
  openingsPerSecond: 50,
  /** From the socket to knowing who it is, and from there to the document. */
  identifyMs: 5_000,
  loadMs: 20_000,
  /** The server sends an empty awareness update this often: y-websocket closes after 30 s of silence. */
  heartbeatMs: 15_000,
} as const
