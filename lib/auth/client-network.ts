import { clientAddressHeader } from '@/lib/contracts/client-address'

/** Returns the IPv4 address, or the first half of an IPv6 address, whose other half belongs to one household. */
export function clientNetwork(headers: { get(name: string): string | null }): string {
  const address = headers.get(clientAddressHeader) ?? 'unknown'
  if (!address.includes(':')) return address
  const [head = '', tail] = address.split('::')
  const start = head === '' ? [] : head.split(':')
  const end = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = Array<string>(Math.max(0, 8 - start.length - end.length)).fill('0')
  return [...start, ...zeros, ...end].slice(0, 4).join(':')
}
