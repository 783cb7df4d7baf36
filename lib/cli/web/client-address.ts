import { BlockList, isIP, SocketAddress } from 'node:net'

/** The addresses of proxies, each an address or a network such as 10.0.0.0/8. */
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

/** An address in its one form: IPv4 also where it is written inside IPv6. Null for what is none. */
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

/** Whether the other end of a connection is one of our proxies. */
export function isFromProxy(socket: string | undefined, proxies: BlockList): boolean {
  const address = plainAddress(socket ?? '')
  return address !== null && isProxy(address, proxies)
}

/**
 * Where a request comes from: the other end of the connection, unless that is one of our proxies. Each proxy adds on the
 * right of X-Forwarded-For whom it got the request from, so the list is read from there, and the first that is no proxy
 * counts. What stands further left anybody may have written.
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
