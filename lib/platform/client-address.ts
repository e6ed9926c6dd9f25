import { BlockList, isIP } from 'node:net'

/** Whether what this address says of whom it serves is believed. */
export type TrustsProxy = (address: string) => boolean

/** The machine itself, as `TRUSTED_PROXIES` names it. */
export const loopback = 'loopback'

/**
 * @param proxies addresses, blocks (`10.0.0.0/8`, `fd00::/8`) and `loopback`.
 * @throws {RangeError} one of them is none of these.
 */
export function trustedProxies(proxies: readonly string[]): TrustsProxy {
  const list = new BlockList()
  for (const proxy of proxies.flatMap((one) => (one === loopback ? ['127.0.0.0/8', '::1'] : one))) {
    addBlock(list, proxy)
  }
  return (address) => {
    const family = isIP(address)
    return family !== 0 && list.check(address, family === 4 ? 'ipv4' : 'ipv6')
  }
}

function addBlock(list: BlockList, text: string): void {
  const [address = '', length] = text.split('/')
  const family = isIP(address)
  const bits = family === 4 ? 32 : 128
  const prefix = length === undefined ? bits : Number(length)
  const isBlock = length === undefined || /^\d{1,3}$/.test(length)
  if (family === 0 || !isBlock || prefix > bits || text.split('/').length > 2) {
    throw new RangeError(`not an address: ${text}`)
  }
  list.addSubnet(address, prefix, family === 4 ? 'ipv4' : 'ipv6')
}

/**
 * The network address that a request really comes from.
 *
 * `X-Forwarded-For` is read from its end, where each proxy writes whom it saw, for as long as the
 * one that says so is trusted. What comes before is what the client chose to write.
 */
export function clientAddress(
  peer: string | undefined,
  forwardedFor: string | undefined,
  isTrusted: TrustsProxy,
): string {
  let address = withoutMapping(peer ?? '')
  const seen = (forwardedFor ?? '').split(',').map((entry) => withoutMapping(entry.trim()))
  // A peer without an address is a Unix socket: only a proxy of this machine reaches it.
  while (address === '' || isTrusted(address)) {
    const before = seen.pop()
    if (before === undefined || before === '') break
    address = before
  }
  return address
}

/** The last entry of `X-Forwarded-For`: on a request that our server took, whom it comes from. */
export function lastForwarded(forwardedFor: string | null | undefined): string | undefined {
  return forwardedFor?.split(',').at(-1)?.trim() || undefined
}

/** IPv4 as an IPv6 socket shows it. */
function withoutMapping(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}
