import { clientAddressHeader } from '@/lib/contracts/client-address'

/**
 * From which network a request comes: an IPv4 address, or the half of an IPv6 address that stands for one household or
 * company, which has all addresses of the other half to itself.
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
