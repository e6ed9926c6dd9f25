import { readFileSync } from 'node:fs'
import { cpus, loadavg, release, totalmem } from 'node:os'

/** What a figure cannot be read without. */
export function machine(): string {
  const [first] = cpus()
  const memory = Math.round(totalmem() / 1024 ** 3)
  return `${cpus().length} cores of ${first?.model.trim()}, ${memory} GB, Linux ${release()}`
}

/** Mean number of processes that wanted to run in the last minutes, this run's among them. */
export function load(): string {
  return loadavg()
    .map((value) => value.toFixed(1))
    .join(', ')
}

/** The version of a package that is installed. */
export function versionOf(name: string): string {
  const path = new URL(`../../../node_modules/${name}/package.json`, import.meta.url)
  const { version }: { version: string } = JSON.parse(readFileSync(path, 'utf8'))
  return version
}
