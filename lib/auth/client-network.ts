import { clientAddressHeader } from '@/lib/contracts/client-address'

/**
 * Returns the network of a request: an IPv4 address, or the first half of an IPv6 address, since one household or
 * company has all addresses of the other half.
 */
export function clientNetwork(headers: { get(name: string): string | null }): string {
  const address = headers.get(clientAddressHeader) ?? 'unknown'
  if (!address.includes(':')) return address
  const [head = '', tail] = address.split('::')
  const start = head === '' ? [] : head.split(':')
  const end = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = Array<string>(Math.max(0, 8 - start.length - end.length)).fill('0')
  return [...start, ...zeros, ...end].slice(0, 4).join(':')
}
