/** First varUint of each frame. 0–3 are y-websocket's; 100–102 exist only with `?ack=1`. */
export const channels = {
  sync: 0,
  awareness: 1,
  queryAwareness: 3,
  /** Client → server `[100, varUint marker]`; server → client `[100, marker, varUint seq]`. */
  marker: 100,
  /** Server → client `[101, varUint marker, varString code, varString text]`: refused, never stored. */
  refusal: 101,
  /** Server → client `[102, varString json]`: see `ServerEvent`. */
  event: 102,
} as const

/** Second varUint of a frame on `channels.sync` (y-protocols/sync). */
export const syncSteps = { step1: 0, step2: 1, update: 2 } as const

/** An event about the project that is not in the Y.Doc. */
export type ServerEvent = {
  type: 'threads' | 'versions' | 'members' | 'status' | 'meeting' | 'parts' | 'returned-texts'
}
