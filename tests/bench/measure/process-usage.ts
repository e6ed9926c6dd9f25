import { readdirSync, readFileSync } from 'node:fs'

/** Linux counts processor time in ticks of this length, whatever the kernel's own timer. */
const tickUs = 10_000

/** Processor time that a process has used so far, all its threads, user and system (`/proc`). */
export function cpuUsOf(pid: number): number {
  const [user, system] = statOf(pid).slice(11, 13).map(Number)
  return ((user ?? 0) + (system ?? 0)) * tickUs
}

/** Memory of a process that is in RAM, in bytes. */
export function residentBytesOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024
}

/** Processor time of a process and of all that it started and that still runs. */
export function cpuUsOfFamily(pid: number): number {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const children = pids.map(Number).filter((other) => parentOf(other) === pid)
  return children.reduce((sum, child) => sum + cpuUsOf(child), cpuUsOf(pid))
}

function parentOf(pid: number): number | undefined {
  try {
    return Number(statOf(pid)[1])
  } catch {
    // It ended meanwhile.
    return undefined
  }
}

/** The fields of `/proc/PID/stat` from the third on: the second is a name, with any characters. */
function statOf(pid: number): readonly string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}
