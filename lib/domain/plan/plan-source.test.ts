import { expect, test } from 'vitest'
import { defaultSource } from './plan-source'

test("defaults to models' proposals or, without models, to what needs at most one task per image", () => {
  expect(defaultSource({ modelCount: 1, classCount: 3 })).toEqual({ from: 'models' })
  expect(defaultSource({ modelCount: 0, classCount: 3 })).toEqual({ from: 'classes', classes: null })
  expect(defaultSource({ modelCount: 0, classCount: 9 })).toEqual({ from: 'original' })
  expect(defaultSource({ modelCount: 0, classCount: 0 })).toEqual({ from: 'original' })
})
