import type { KeyboardEvent } from 'react'
import { expect, test } from 'vitest'
import { optionList } from './combo-field'

/** A list whose mark starts at `active`; `press` returns whether the field handles the key. */
function listOf(count: number, { active = 0, wraps = false } = {}) {
  const state = { active, taken: [] as number[] }
  const list = () =>
    optionList({
      ...{ listId: 'list', count, wraps, active: state.active },
      setActive: (index) => {
        state.active = index
      },
      onTake: (index) => state.taken.push(index),
    })
  function press(key: string, isComposing = false) {
    let isHandled = false
    const preventDefault = () => {
      isHandled = true
    }
    list().fieldProps.onKeyDown({ key, nativeEvent: { isComposing }, preventDefault } as unknown as KeyboardEvent)
    return isHandled
  }
  return { state, list, press }
}

test('moves the mark with the arrow keys, stops at both ends, and takes the marked option with Enter', () => {
  const { state, list, press } = listOf(2)
  expect(list().fieldProps.activeId).toBe('list-0')
  for (const [key, active] of [
    ['ArrowUp', 0],
    ['ArrowDown', 1],
    ['ArrowDown', 1],
  ] as const) {
    expect(press(key)).toBe(true)
    expect(state.active).toBe(active)
  }
  expect(list().optionProps(1)).toMatchObject({ id: 'list-1', isActive: true })
  press('Enter')
  list().optionProps(0).onPointerMove()
  press('Enter')
  expect(state.taken).toEqual([1, 0])
})

test('goes from the last option to the first, and back, in a list that wraps', () => {
  const { state, press } = listOf(3, { wraps: true })
  press('ArrowUp')
  expect(state.active).toBe(2)
  press('ArrowDown')
  expect(state.active).toBe(0)
})

test('marks the nearest option if the list has become shorter, and none if it is empty', () => {
  expect(listOf(2, { active: 7 }).list().fieldProps.activeId).toBe('list-1')
  const { state, list, press } = listOf(0, { active: -1, wraps: true })
  expect(list().fieldProps.activeId).toBeUndefined()
  press('ArrowDown')
  expect(state.active).toBe(-1)
})

test('leaves other keys, and Enter that ends the composition of a character, to the field', () => {
  const { state, press } = listOf(2)
  expect([press('a'), press('ArrowLeft'), press('Enter', true)]).toEqual([false, false, false])
  expect(state.taken).toEqual([])
})
