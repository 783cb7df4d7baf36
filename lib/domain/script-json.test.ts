import { expect, test } from 'vitest'
import { scriptJson } from './script-json'

test('contains nothing that ends a script element, and is still the same JSON', () => {
  const value = { name: '</script><!-- <script>', '<b>': ['\u2028', 'a < b'] }
  expect(scriptJson(value)).not.toContain('<')
  expect(JSON.parse(scriptJson(value))).toEqual(value)
})
