import { expect, test } from 'vitest'
import { addressId } from './address-id'

test('reads only whole numbers that fit a database id', () => {
  expect(['0', '12', '2147483647'].map(addressId)).toEqual([0, 12, 2_147_483_647])
  for (const wrong of ['', '-1', '1.5', '1e3', ' 1', '2147483648', '99999999999', 'one', ['1'], undefined])
    expect(addressId(wrong)).toBeNull()
})
