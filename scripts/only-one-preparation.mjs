import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { acquireDataLock } from '../lib/platform/data-lock.mjs'
import { repositoryRoot } from './repository-root.mjs'
import { interruption } from './run-command.mjs'

/**
 * Runs `prepare` while no other command of this clone installs or builds; waits for its turn.
 *
 * @template Result
 * @param {() => Promise<Result>} prepare
 * @returns {Promise<Result>}
 */
export async function onlyOnePreparation(prepare) {
  const lock = await turn()
  try {
    return await prepare()
  } finally {
    await lock.release()
  }
}

async function turn() {
  let told = false
  while (!interruption()) {
    try {
      return await acquireDataLock(join(repositoryRoot, '.cache'))
    } catch (error) {
      if (error.code !== 'data_dir_in_use') throw error
      if (!told) console.log('Another command is installing or building here; waiting for it…')
      told = true
      await pause(500)
    }
  }
  throw new Error('interrupted while waiting for another command')
}
