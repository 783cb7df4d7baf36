import { describe, expect, test } from 'vitest'
import { keySetNames, keySetOf, keySets } from './key-sets'
import { defaultLabelingKeys, type KeyCommand, keyCommands, labelingKeys } from './labeling-keys'

const everyPicture: KeyCommand[] = ['no', 'maybe', 'yes', 'rest', 'submit', 'undo', 'skip', 'zoom', 'up', 'down']
const firstKey = (name: 'left' | 'right' | 'qwertz', command: KeyCommand) =>
  labelingKeys(keySets[name]).keysOf[command][0]!

describe.each(keySetNames)('the key set %s', (name) => {
  test('assigns every key of the set to its command', () => {
    const { keysOf } = labelingKeys(keySets[name])
    for (const [command, key] of Object.entries(keySets[name])) expect(keysOf[command as KeyCommand][0]).toBe(key)
    for (const command of keyCommands) expect(keysOf[command].length).toBeGreaterThan(0)
  })

  test('has a key for every command and none twice', () => {
    const usual = Object.fromEntries(keyCommands.map((command) => [command, defaultLabelingKeys[command][0]!]))
    const chosen = Object.values({ ...usual, ...keySets[name] })
    expect(chosen).toHaveLength(keyCommands.length)
    expect(new Set(chosen).size).toBe(keyCommands.length)
    const every = Object.values(labelingKeys(keySets[name]).keysOf).flat()
    expect(new Set(every).size).toBe(every.length)
  })

  test("is recognized from a rater's keys", () => {
    expect(keySetOf(keySets[name])).toBe(name)
    expect(keySetOf({ ...keySets[name], help: 'h1' })).toBe(name)
    expect(keySetOf({ ...keySets[name], brightness: 'ü' })).toBeNull()
  })
})

test('has everything needed for every picture within reach of one hand', () => {
  for (const command of everyPicture) {
    expect('qwertasdfgxcv').toContain(firstKey('left', command))
    expect([...'uiophjklnm', 'Enter', 'Backspace', 'ArrowUp', 'ArrowDown']).toContain(firstKey('right', command))
  }
})

test('has a suggestion key without Shift and within reach in every set but the default', () => {
  expect('qwertasdfgxcvb').toContain(firstKey('left', 'suggest'))
  expect([...'uiophjklnm,.-']).toContain(firstKey('right', 'suggest'))
  expect('qwertzuiopasdfghjklyxcvbnm').toContain(firstKey('qwertz', 'suggest'))
})

test('has no answer key next to the key for the rest on QWERTZ', () => {
  const rows = ['qwertzuiop', 'asdfghjkl', 'yxcvbnm']
  const place = (key: string) => {
    const row = rows.findIndex((keys) => keys.includes(key))
    return { row, column: rows[row]!.indexOf(key) }
  }
  const rest = place(firstKey('qwertz', 'rest'))
  for (const command of ['no', 'maybe', 'yes'] as const) {
    const { row, column } = place(firstKey('qwertz', command))
    expect(Math.max(Math.abs(row - rest.row), Math.abs(column - rest.column))).toBeGreaterThan(1)
  }
})
