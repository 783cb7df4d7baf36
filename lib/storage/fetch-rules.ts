import ipaddr from 'ipaddr.js'

// The global IPv6 range; other ranges that embed IPv4 addresses could lead to private ones.
const globalIpv6 = ipaddr.IPv6.parseCIDR('2000::/3')

/**
 * Whether an address is on the public internet. Private, loopback, link-local (where clouds serve credentials), shared,
 * multicast, documentation and reserved addresses are not, nor is IPv6 that maps or tunnels IPv4.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast') return false
  return parsed.kind() === 'ipv4' || (parsed as ipaddr.IPv6).match(globalIpv6)
}

/** Returns the address in a host, without IPv6 brackets; null for a name. */
export function addressOfHost(host: string): string | null {
  const bare = host.replace(/^\[(.*)\]$/, '$1')
  return ipaddr.isValid(bare) ? bare : null
}

export interface FetchRules {
  /** Hosts that an admin of the project listed: `host` for default ports, or `host:port`. */
  hosts: readonly string[]
  /** `host:port` pairs in the private network that the operator allows. */
  privateHosts: readonly string[]
  /** Name servers to use; the system's resolver if there are none. */
  nameServers?: readonly string[]
}

export class FetchRefusal extends Error {
  constructor(
    readonly found: string,
    /** One sentence on what to do, with a full stop. */
    readonly fix: string,
  ) {
    super(`${found}. ${fix}`)
    this.name = 'FetchRefusal'
  }
}

const defaultPorts: Record<string, string> = { 'http:': '80', 'https:': '443' }
const portOf = (url: URL) => url.port || (defaultPorts[url.protocol] ?? '')
const maxAddressLength = 4_000

const canonical = (host: string) => {
  const text = host.trim().toLowerCase()
  const url = `http://${text}`
  return URL.canParse(url) ? { host: new URL(url).hostname, port: /:(\d+)$/.exec(text)?.[1] ?? null } : null
}

const matches = (listed: string, host: string, port: string, isUsual: boolean) => {
  const known = canonical(listed)
  return known?.host === host && (known.port === null ? isUsual : known.port === port)
}

export const privateNetworkHint =
  'Files are not downloaded from private networks, even if the host is listed. Import the file itself, or have the server operator add host and port to FETCH_PRIVATE_HOSTS.'

/** Whether the operator allows this host and port, private or not. */
export const isAllowedHost = (url: URL, { privateHosts }: FetchRules) =>
  privateHosts.some((listed) => matches(listed, url.hostname, portOf(url), false))

/**
 * Checks a URL as far as possible before its name is resolved: http or https, no password, a listed host, and no
 * literal private address. Any spelling of an address (decimal, octal, IPv6) is recognised, because it is parsed like
 * in a browser. Throws FetchRefusal.
 */
export function checkedAddress(text: string, rules: FetchRules): URL {
  const shown = text.length > 200 ? `${text.slice(0, 200)}…` : text
  if (text.length > maxAddressLength || !URL.canParse(text))
    throw new FetchRefusal(`“${shown}”, which is not a URL`, 'Use a URL that starts with https://.')
  const url = new URL(text)
  if (!(url.protocol in defaultPorts))
    throw new FetchRefusal(`a URL with “${url.protocol}”`, 'Use a URL that starts with https:// or http://.')
  if (url.username !== '' || url.password !== '')
    throw new FetchRefusal('a URL with a user name or password', 'Use a public URL.')
  const port = portOf(url)
  const isUsual = port === defaultPorts[url.protocol]
  const named = isUsual ? url.hostname : `${url.hostname}:${port}`
  if (!rules.hosts.some((listed) => matches(listed, url.hostname, port, isUsual)))
    throw new FetchRefusal(
      `a URL at ${named}, which is not among the allowed image hosts of this project (${rules.hosts.join(', ') || 'none is listed'})`,
      `If you trust it, add ${named} to the allowed image hosts on the Data page, or with --allow-host ${named}.`,
    )
  const address = addressOfHost(url.hostname)
  if (address !== null && !isPublicAddress(address) && !isAllowedHost(url, rules))
    throw new FetchRefusal(`the private address ${address}`, privateNetworkHint)
  return url
}
