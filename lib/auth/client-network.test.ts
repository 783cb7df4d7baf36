import { expect, test } from 'vitest'
import { clientAddressHeader } from '@/lib/contracts/client-address'
import { clientNetwork } from './client-network'

const networkOf = (address: string) => clientNetwork(new Headers({ [clientAddressHeader]: address }))

test('uses a whole IPv4 address, and the first half of an IPv6 address', () => {
  expect(networkOf('203.0.113.7')).toBe('203.0.113.7')
  expect(networkOf('2001:db8:2:7::5')).toBe('2001:db8:2:7')
  expect(networkOf('2001:db8:2:7:1:2:3:4')).toBe('2001:db8:2:7')
  expect(networkOf('2001:db8::5')).toBe('2001:db8:0:0')
  expect(networkOf('::1')).toBe('0:0:0:0')
  expect(clientNetwork(new Headers())).toBe('unknown')
})
