/** A server-sent event; `id` is 0 when it has none. */
export type ServerSentEvent = { id: number; event: string; data: string[] }

/**
 * The events of an answer as they come. `EventSource` itself sends no header of ours, and holds on to
 * its connection when it should not.
 */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<ServerSentEvent, void> {
  let rest = ''
  const text = new TextDecoder()
  const reader = body.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      const blocks = (rest + text.decode(value, { stream: true })).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) yield parseEvent(block)
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

/** A comment alone comes as an event without data: it, too, says that the server is there. */
function parseEvent(block: string): ServerSentEvent {
  const read: ServerSentEvent = { id: 0, event: 'message', data: [] }
  for (const line of block.split('\n')) {
    const value = line.slice(line.indexOf(': ') + 2)
    if (line.startsWith('id: ')) read.id = Number(value)
    else if (line.startsWith('event: ')) read.event = value
    else if (line.startsWith('data: ')) read.data.push(value)
  }
  return read
}
