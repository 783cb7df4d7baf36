import ipaddr from 'ipaddr.js'

// All global addresses of IPv6 begin here; what embeds an address of IPv4 elsewhere could lead back inside.
const globalIpv6 = ipaddr.IPv6.parseCIDR('2000::/3')

/**
 * Whether an address belongs to the public internet. Not public: private, loopback, link-local (where clouds answer with
 * credentials), shared, multicast, documentation and reserved ones, and IPv6 that maps or tunnels IPv4.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast') return false
  return parsed.kind() === 'ipv4' || (parsed as ipaddr.IPv6).match(globalIpv6)
}

/** The address in a host part, without the brackets of IPv6; null for a name. */
export function addressOfHost(host: string): string | null {
  const bare = host.replace(/^\[(.*)\]$/, '$1')
  return ipaddr.isValid(bare) ? bare : null
}
