import { describe, expect, test } from 'vitest'
import { defaultLabelingKeys, isFreeKey, keyCommands, labelingKeys, withKey } from './labeling-keys'

test('has no default key shared by two commands', () => {
  const { keysOf, commandOf } = labelingKeys()
  expect(keysOf).toEqual(defaultLabelingKeys)
  expect(commandOf.size).toBe(Object.values(defaultLabelingKeys).flat().length)
  for (const command of keyCommands) for (const key of defaultLabelingKeys[command]) expect(isFreeKey(key)).toBe(true)
})

describe('a changed key', () => {
  test("replaces the default key, while the command's other keys stay", () => {
    const { keysOf, commandOf } = labelingKeys({ no: 'a' })
    expect(keysOf.no).toEqual(['a', 'ArrowLeft'])
    expect(commandOf.get('a')).toBe('no')
    expect(commandOf.has('n')).toBe(false)
  })

  test('may be the secondary key of another command, which then loses it', () => {
    const { keysOf, commandOf } = labelingKeys({ maybe: 'ArrowDown' })
    expect(commandOf.get('ArrowDown')).toBe('maybe')
    expect(keysOf.down).toEqual(['j'])
  })

  test('is ignored if it is unknown, not allowed or used twice', () => {
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

describe('withKey', () => {
  test('rejects the first key of another command', () => {
    expect(withKey({}, 'no', 'Y')).toEqual({ changes: null, refusal: { reason: 'taken', by: 'yes' } })
  })

  test('rejects digits and keys reserved for the browser', () => {
    for (const key of ['1', ' ', 'Tab', 'Escape', 'F5', 'Shift'])
      expect(withKey({}, 'no', key)).toEqual({ changes: null, refusal: { reason: 'not-free' } })
  })

  test('allows swapping keys via a third one, and stores only differences from the defaults', () => {
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
