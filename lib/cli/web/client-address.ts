import { BlockList, isIP, SocketAddress } from 'node:net'

/** Parses proxies, each an address or a network such as 10.0.0.0/8. */
export function proxyList(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [address, bits] = network.split('/') as [string, string?]
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return list
}

/** Normalises an address: IPv4 in IPv6 becomes IPv4. Null if invalid. */
function plainAddress(text: string): string | null {
  // Some proxies add the port: 192.0.2.1:4711 or [2001:db8::1]:4711.
  const address = text
    .trim()
    .replace(/^\[(.*)\](:\d+)?$/, '$1')
    .replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1')
    .replace(/%.*$/, '')
  const family = isIP(address)
  if (family === 0) return null
  if (family === 4) return address
  const { address: short } = new SocketAddress({ address, family: 'ipv6' })
  return /^::ffff:(\d+(?:\.\d+){3})$/i.exec(short)?.[1] ?? short
}

const isProxy = (address: string, proxies: BlockList) => proxies.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

export function isFromProxy(socket: string | undefined, proxies: BlockList): boolean {
  const address = plainAddress(socket ?? '')
  return address !== null && isProxy(address, proxies)
}

/**
 * Returns the client's address: the peer of the connection, unless it is one of our proxies. Each proxy appends its own
 * peer to X-Forwarded-For, so the list is read from the right, up to the first address that is not a proxy. Anything
 * further left can be forged.
 */
export function clientAddress(
  socket: string | undefined,
  forwardedFor: string | undefined,
  proxies: BlockList,
): string {
  let address = plainAddress(socket ?? '') ?? 'unknown'
  for (const hop of (forwardedFor ?? '').split(',').reverse()) {
    if (address === 'unknown' || !isProxy(address, proxies)) break
    const next = plainAddress(hop)
    if (next === null) break
    address = next
  }
  return address
}
