/** Proves one project's log: what is said in `verifyLog`. Exit code 1 when something is wrong. */
import { verifyLog } from '#server/store/verify-log.ts'
import { runRoomCommand } from './room-command.ts'

await runRoomCommand({
  run: async (db, projectId) => {
    const { facts, faults } = await verifyLog(db, projectId)
    const verdict = faults.length === 0 ? 'All is well.' : `${faults.length} faults.`
    const lines = [...facts, ...faults.map((fault) => `FAULT: ${fault}`), verdict]
    return { lines, isWell: faults.length === 0 }
  },
})
