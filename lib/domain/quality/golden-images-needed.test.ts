import { expect, test } from 'vitest'
import { goldenImagesNeeded } from './golden-images-needed'

test('keeps the golden share among all tasks of one rater', () => {
  // 900 answers by 3 raters are 300 each, which is 75% of a rater's tasks if a quarter are gold questions.
  const need = { goldenShare: 0.25, answersWanted: 900, workingRaters: 3 }
  expect(goldenImagesNeeded({ ...need, tasksPerImage: 1 })).toBe(100)
  expect(goldenImagesNeeded({ ...need, tasksPerImage: 2.5 })).toBe(40)
  expect(goldenImagesNeeded({ ...need, answersWanted: 0, tasksPerImage: 1 })).toBe(0)
  expect(goldenImagesNeeded({ ...need, workingRaters: 0, tasksPerImage: 0 })).toBe(300)
})
