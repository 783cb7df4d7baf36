import { describe, expect, test } from 'vitest'
import { isFreeKey, keyCommands, keyMark, labelingKeys, usualKeys, withKey } from './labeling-keys'

test('no two commands share a key, as it comes', () => {
  const { keysOf, commandOf } = labelingKeys()
  expect(keysOf).toEqual(usualKeys)
  expect(commandOf.size).toBe(Object.values(usualKeys).flat().length)
  for (const command of keyCommands) for (const key of usualKeys[command]) expect(isFreeKey(key)).toBe(true)
})

describe('a changed key', () => {
  test('takes the place of the usual one, while the others of the command stay', () => {
    const { keysOf, commandOf } = labelingKeys({ no: 'a' })
    expect(keysOf.no).toEqual(['a', 'ArrowLeft'])
    expect(commandOf.get('a')).toBe('no')
    expect(commandOf.has('n')).toBe(false)
  })

  test('may be one that another command has beside its own, which then loses it', () => {
    const { keysOf, commandOf } = labelingKeys({ maybe: 'ArrowDown' })
    expect(commandOf.get('ArrowDown')).toBe('maybe')
    expect(keysOf.down).toEqual(['j'])
  })

  test('is left out when it is unknown, not free or wanted twice', () => {
    const broken: Record<string, string>[] = [
      { fly: 'q' },
      { no: '3' },
      { no: 'Tab' },
      { no: 'y' },
      { no: 'q', yes: 'q' },
    ]
    for (const changes of broken) expect(labelingKeys(changes)).toEqual(labelingKeys())
  })
})

describe('changing a key', () => {
  test('refuses a key that another command has', () => {
    expect(withKey({}, 'no', 'Y')).toEqual({ changes: null, refusal: { reason: 'taken', by: 'yes' } })
  })

  test('refuses digits and what belongs to the browser', () => {
    for (const key of ['1', ' ', 'Tab', 'Escape', 'F5', 'Shift'])
      expect(withKey({}, 'no', key)).toEqual({ changes: null, refusal: { reason: 'not-free' } })
  })

  test('lets keys be swapped by way of a third, and remembers only what differs from the usual', () => {
    const steps = [
      ['no', 'q'],
      ['yes', 'n'],
      ['no', 'y'],
    ] as const
    const swapped = steps.reduce<Record<string, string>>((changes, [command, key]) => {
      const made = withKey(changes, command, key)
      expect(made.refusal).toBeNull()
      return made.changes ?? changes
    }, {})
    expect(swapped).toEqual({ no: 'y', yes: 'n' })
    expect(labelingKeys(swapped).commandOf.get('n')).toBe('yes')
    expect(withKey({ no: 'q' }, 'no', 'n').changes).toEqual({})
  })
})

test('arrows and named keys are printed as marks', () => {
  expect(['ArrowLeft', 'Enter', 'n', 'Home'].map(keyMark)).toEqual(['←', '⏎', 'n', 'Home'])
})
