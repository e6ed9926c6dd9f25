import type { Events } from './events.ts'

/** Each event goes to every one of these. */
export function allEvents(...sinks: readonly Events[]): Events {
  const tell = (give: (sink: Events) => void) => {
    for (const sink of sinks) give(sink)
  }
  return {
    roomOpened: (...what) => tell((sink) => sink.roomOpened(...what)),
    roomClosed: (...what) => tell((sink) => sink.roomClosed(...what)),
    roomRebuilt: (...what) => tell((sink) => sink.roomRebuilt(...what)),
    committed: (...what) => tell((sink) => sink.committed(...what)),
    logFailed: (...what) => tell((sink) => sink.logFailed(...what)),
    writersSentAway: (...what) => tell((sink) => sink.writersSentAway(...what)),
    batchDropped: (...what) => tell((sink) => sink.batchDropped(...what)),
    compacted: (...what) => tell((sink) => sink.compacted(...what)),
    versionStored: (...what) => tell((sink) => sink.versionStored(...what)),
    schemaChecked: (...what) => tell((sink) => sink.schemaChecked(...what)),
    caughtUp: (...what) => tell((sink) => sink.caughtUp(...what)),
    messageMissed: (...what) => tell((sink) => sink.messageMissed(...what)),
    busLost: (...what) => tell((sink) => sink.busLost(...what)),
    busBack: () => tell((sink) => sink.busBack()),
    busMessageIgnored: (...what) => tell((sink) => sink.busMessageIgnored(...what)),
    updateReceived: (...what) => tell((sink) => sink.updateReceived(...what)),
    updateSent: (...what) => tell((sink) => sink.updateSent(...what)),
    gap: (...what) => tell((sink) => sink.gap(...what)),
    updateRefused: (...what) => tell((sink) => sink.updateRefused(...what)),
    connectionOpened: (...what) => tell((sink) => sink.connectionOpened(...what)),
    connectionClosed: (...what) => tell((sink) => sink.connectionClosed(...what)),
    failed: (...what) => tell((sink) => sink.failed(...what)),
  }
}
