import { readEnv } from './env.ts'
import { processSlot } from './process-slot.ts'

/** The origin under which people reach this server, without a trailing slash. */
export function publicUrl(): string {
  return processSlot('public-url', () => readEnv().publicUrl)
}

/** Whether people reach it by https, directly or through a proxy in front of it. */
export function isHttps(): boolean {
  return publicUrl().startsWith('https:')
}
