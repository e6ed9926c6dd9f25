const binaryMessage = 0x82
const lengthIn16Bits = 126
const lengthIn64Bits = 127

let lastMessage: Uint8Array | undefined
let lastFrame: Buffer | undefined

/**
 * `frameOf` a message that goes to many: whoever asks again for the same one gets the same bytes.
 *
 * @param message nobody may change it afterwards.
 */
export function sharedFrame(message: Uint8Array): Buffer {
  if (message !== lastMessage || lastFrame === undefined) {
    lastFrame = frameOf(message)
    lastMessage = message
  }
  return lastFrame
}

/** A binary message as it travels to a client: one unmasked WebSocket frame (RFC 6455, 5.2). */
export function frameOf(message: Uint8Array): Buffer {
  const { length } = message
  const headLength = length < lengthIn16Bits ? 2 : length < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(headLength + length)
  frame[0] = binaryMessage
  if (headLength === 2) {
    frame[1] = length
  } else if (headLength === 4) {
    frame[1] = lengthIn16Bits
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = lengthIn64Bits
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.set(message, headLength)
  return frame
}
