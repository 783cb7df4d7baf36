import { expect, test } from 'vitest'
import { iconModules } from './icons.mjs'

test('writes an icon without the shared attributes, and refuses one that Lucide does not have', () => {
  const set = { icons: { check: { body: '<path fill="none" d="M20 6"/>' } }, aliases: { tick: { parent: 'check' } } }
  expect(iconModules(set, ['tick'])['icons/tick.ts']).toContain(`export const Tick = icon('<path d="M20 6"/>')`)
  expect(() => iconModules(set, ['chek'])).toThrow('“chek”')
})
