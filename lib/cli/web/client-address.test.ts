import { expect, test } from 'vitest'
import { clientAddress, proxyList } from './client-address'

const proxies = proxyList(['10.0.0.0/8', '127.0.0.1', '2001:db8:1::/48'])
const none = proxyList([])

test("uses the connection's address without configured proxies, whatever the header says", () => {
  expect(clientAddress('203.0.113.7', '198.51.100.1', none)).toBe('203.0.113.7')
  expect(clientAddress('127.0.0.1', '198.51.100.1', none)).toBe('127.0.0.1')
  expect(clientAddress('203.0.113.7', '198.51.100.1, 10.0.0.1', proxies)).toBe('203.0.113.7')
})

test('uses the last address that is not a proxy, and ignores those that a visitor added before it', () => {
  expect(clientAddress('10.0.0.1', '198.51.100.1', proxies)).toBe('198.51.100.1')
  expect(clientAddress('10.0.0.1', '1.1.1.1, 198.51.100.1', proxies)).toBe('198.51.100.1')
  expect(clientAddress('127.0.0.1', '1.1.1.1, 198.51.100.1, 10.2.3.4', proxies)).toBe('198.51.100.1')
  expect(clientAddress('2001:db8:1::9', '1.1.1.1, 2001:DB8:2:0::5', proxies)).toBe('2001:db8:2::5')
})

test("uses the proxy's own address if it sends no valid address", () => {
  expect(clientAddress('10.0.0.1', undefined, proxies)).toBe('10.0.0.1')
  expect(clientAddress('10.0.0.1', '', proxies)).toBe('10.0.0.1')
  expect(clientAddress('10.0.0.1', '198.51.100.1, unknown', proxies)).toBe('10.0.0.1')
  expect(clientAddress(undefined, '198.51.100.1', proxies)).toBe('unknown')
})

test('normalises addresses: inside IPv6, with a port, in brackets', () => {
  expect(clientAddress('::ffff:203.0.113.7', undefined, none)).toBe('203.0.113.7')
  expect(clientAddress('::ffff:10.0.0.1', '198.51.100.1:4711', proxies)).toBe('198.51.100.1')
  expect(clientAddress('10.0.0.1', '[2001:db8:2::5]:4711', proxies)).toBe('2001:db8:2::5')
  expect(clientAddress('fe80::1%eth0', undefined, none)).toBe('fe80::1')
})
