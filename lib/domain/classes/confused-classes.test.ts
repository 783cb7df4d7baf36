import { expect, test } from 'vitest'
import { confusedClasses, type KnownAnswer } from './confused-classes'

const answer = (imageId: number, name: string, isYes: boolean, holds: boolean, path = ['root']): KnownAnswer => ({
  ...{ imageId, name, isYes, holds, path },
})
const times = (count: number, make: (imageId: number) => KnownAnswer[]) =>
  Array.from({ length: count }, (_, imageId) => make(imageId)).flat()

test('pairs a wrong yes with the class that holds, from the minimum number of cases on', () => {
  const wolves = (imageId: number) => [answer(imageId, 'husky', true, false), answer(imageId, 'wolf', false, true)]
  expect(confusedClasses(times(3, wolves), 3)).toEqual([{ said: 'husky', holds: 'wolf', cases: 3 }])
  expect(confusedClasses(times(2, wolves), 3)).toEqual([])
})

test('prefers missed classes to recognized ones, and the nearest among them', () => {
  const image = (imageId: number) => [
    answer(imageId, 'husky', true, false, ['root', 'animal', 'dog', 'husky']),
    answer(imageId, 'malamute', true, true, ['root', 'animal', 'dog', 'malamute']),
    answer(imageId, 'sled', false, true, ['root', 'thing', 'sled']),
    answer(imageId, 'wolf', false, true, ['root', 'animal', 'wolf']),
  ]
  expect(confusedClasses(times(1, image), 1)).toEqual([{ said: 'husky', holds: 'wolf', cases: 1 }])
})

test('finds no confusion if no class holds or every yes is right', () => {
  expect(confusedClasses([answer(1, 'husky', true, false), answer(1, 'wolf', false, false)], 1)).toEqual([])
  expect(confusedClasses([answer(1, 'husky', true, true), answer(1, 'wolf', false, true)], 1)).toEqual([])
})
