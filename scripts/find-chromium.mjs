import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { repositoryRoot } from './repository-root.mjs'
import { runCommand } from './run-command.mjs'

/** The shell is the same browser without its windows: it starts and opens pages faster. */
const commands = [
  'chromium-headless-shell',
  'chrome-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome.exe',
]
const applications = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * A Chromium that starts: CHROMIUM_PATH, the system's, then Playwright's own copy; with `install`,
 * it may also be fetched by apt-get (as root on Debian) or by Playwright.
 *
 * @param {{ install?: boolean }} [options]
 * @returns {Promise<{ path: string, origin: string } | { path: null, reason: string }>}
 */
export async function findChromium({ install = false } = {}) {
  const found = present()
  if (found) return found
  const tried = [process.env.CHROMIUM_PATH ? 'CHROMIUM_PATH does not start' : 'none installed']
  if (install && canUseApt()) {
    if ((await installWithApt()) && present()) return { ...present(), origin: 'apt-get' }
    tried.push('apt-get install failed (.cache/chromium.log)')
  }
  if (install) {
    await installWithPlaywright()
    const downloaded = await playwrightCopy()
    if (downloaded) return downloaded
    tried.push('Playwright’s download failed (.cache/chromium.log)')
  }
  const copy = install ? null : await playwrightCopy()
  return copy ?? { path: null, reason: `no Chromium: ${tried.join('; ')}` }
}

function present() {
  const given = process.env.CHROMIUM_PATH
  if (given && starts(given)) return { path: given, origin: 'CHROMIUM_PATH' }
  const folders = (process.env.PATH ?? '').split(delimiter)
  const candidates = [
    ...commands.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...applications,
  ]
  const path = candidates.find((file) => existsSync(file) && starts(file))
  return path ? { path, origin: 'system' } : null
}

function starts(path) {
  return spawnSync(path, ['--version'], { timeout: 30_000 }).status === 0
}

async function playwrightCopy() {
  const { chromium } = await import('playwright-core')
  const path = chromium.executablePath()
  return existsSync(path) && starts(path) ? { path, origin: 'Playwright' } : null
}

function canUseApt() {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version')
}

const log = join(repositoryRoot, '.cache', 'chromium.log')

async function installWithApt() {
  console.log('Installing Chromium with apt-get…')
  const options = {
    logFile: log,
    timeoutMs: 300_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }
  await runCommand('apt-get', ['update'], options)
  for (const name of ['chromium-headless-shell', 'chromium']) {
    const install = ['install', '-y', '--no-install-recommends', name]
    if ((await runCommand('apt-get', install, options)) === 0) return true
  }
  return false
}

async function installWithPlaywright() {
  console.log('Downloading Chromium with Playwright…')
  const cli = join(repositoryRoot, 'node_modules', 'playwright-core', 'cli.js')
  await runCommand(process.execPath, [cli, 'install', 'chromium'], {
    logFile: log,
    timeoutMs: 300_000,
  })
}
