import { expect, test } from 'vitest'
import { goldenImagesNeeded } from './golden-images-needed'

test('golden images needed keep the share among all tasks of one rater', () => {
  // 900 answers by 3 raters: 300 each, which are 75% of what a rater gets when a quarter are gold questions.
  const need = { goldenShare: 0.25, answersWanted: 900, workingRaters: 3 }
  expect(goldenImagesNeeded({ ...need, tasksPerImage: 1 })).toBe(100)
  expect(goldenImagesNeeded({ ...need, tasksPerImage: 2.5 })).toBe(40)
  expect(goldenImagesNeeded({ ...need, answersWanted: 0, tasksPerImage: 1 })).toBe(0)
  expect(goldenImagesNeeded({ ...need, workingRaters: 0, tasksPerImage: 0 })).toBe(300)
})
