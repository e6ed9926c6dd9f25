const binaryMessage = 0x82
const lengthIn16Bits = 126

/** Above this a copy costs more than the second write that it spares. */
export const maxSharedBytes = 32 * 1024

let lastMessage: Uint8Array | undefined
let lastFrame: Buffer | undefined

/**
 * `frameOf` a message that goes to many: whoever asks again for the same one gets the same bytes.
 *
 * @param message at most `maxSharedBytes`; nobody may change it afterwards.
 */
export function sharedFrame(message: Uint8Array): Buffer {
  if (message !== lastMessage || lastFrame === undefined) {
    lastFrame = frameOf(message)
    lastMessage = message
  }
  return lastFrame
}

/**
 * A binary message as it travels to a client: one unmasked WebSocket frame (RFC 6455, 5.2).
 *
 * @param message at most `maxSharedBytes`.
 */
export function frameOf(message: Uint8Array): Buffer {
  const { length } = message
  const headLength = length < lengthIn16Bits ? 2 : 4
  const frame = Buffer.allocUnsafe(headLength + length)
  frame[0] = binaryMessage
  frame[1] = headLength === 2 ? length : lengthIn16Bits
  if (headLength === 4) frame.writeUInt16BE(length, 2)
  frame.set(message, headLength)
  return frame
}
