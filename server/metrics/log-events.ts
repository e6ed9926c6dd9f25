import type { Logger } from 'pino'
import type { Events } from './events.ts'

/** The events of the sync server in the process's log. */
export function logEvents(log: Logger): Events {
  return {
    roomOpened: (projectId, what) => log.debug({ projectId, ...what }, 'room opened'),
    roomClosed: (projectId) => log.debug({ projectId }, 'room closed'),
    roomRebuilt: (projectId, err) => log.error({ projectId, err }, 'room rebuilt from the log'),
    committed: (projectId, what) => log.debug({ projectId, ...what }, 'committed'),
    logFailed: (projectId, err) => log.error({ projectId, err }, 'the log failed, trying again'),
    writersSentAway: (projectId, what) => log.error({ projectId, ...what }, 'writers sent away'),
    batchDropped: (projectId, what) => log.error({ projectId, ...what }, 'batch dropped'),
    compacted: (projectId, what) => log.debug({ projectId, ...what }, 'compacted'),
    versionStored: (projectId, what) => log.debug({ projectId, ...what }, 'version stored'),
    schemaChecked: (projectId, invalid) => {
      if (invalid.length > 0) log.error({ projectId, invalid }, 'a document has invalid parts')
    },
    caughtUp: (projectId, what) => log.debug({ projectId, ...what }, 'caught up'),
    // Every keystroke: numbers, never a line.
    updateReceived: () => undefined,
    updateSent: () => undefined,
    messageMissed: (projectId) => log.debug({ projectId }, 'message of another node missed'),
    busLost: (reason) => log.warn({ reason }, 'other nodes are not heard'),
    busBack: () => log.info('other nodes are heard again'),
    busMessageIgnored: (err) => log.warn({ err }, 'message of another node ignored'),
    gap: (projectId, accountId) => log.warn({ projectId, accountId }, 'update with a gap'),
    updateRefused: (projectId, what) => log.warn({ projectId, ...what }, 'update refused'),
    connectionOpened: (projectId, accountId) =>
      log.debug({ projectId, accountId }, 'connection opened'),
    connectionClosed: (what) => log.debug(what, 'connection closed'),
    failed: (what, err) => log.error({ err }, `${what} failed`),
  }
}
