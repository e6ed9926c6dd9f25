/** Limits that both sides know. Bytes are of one whole WebSocket frame unless said otherwise. */
export const limits = {
  /** A step 2 after long offline work must fit (sync.md C.7). */
  frameBytes: 4 * 1024 * 1024,
  /** The whole state of one document, encoded. */
  documentBytes: 32 * 1024 * 1024,
  awarenessStateBytes: 4 * 1024,
  awarenessPerSecond: 20,
  /** States of one frame: y-websocket sends back those of everybody, who may be on several nodes. */
  awarenessEntries: 10_000,
  /** Of one update. A table of 200 pages, the densest that people write, has 205,000 and 4 MB. */
  updateStructs: 300_000,
  /** Ranges that one update deletes: a step 2 repeats all that was ever deleted in the document. */
  updateDeletions: 500_000,
  /**
   * Structs that one update makes Yjs shift (`guard/shifts.ts`), which takes from half a second to a
   * few for a thousand million. Replacing a word 9,000 times in 200 pages of one hand is 900 million.
   */
  updateShifts: 2_000_000_000,
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
