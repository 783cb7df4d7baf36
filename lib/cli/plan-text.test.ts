import { expect, test } from 'vitest'
import { defaultPlanSettings, type PlanReport } from '@/lib/contracts/plan/plan'
import { planJson, planText } from './plan-text'

const figures = {
  recallInterval: [0.9422, 0.9913] as [number, number],
  precisionInterval: [0.591, 0.648] as [number, number],
  ...{ goldenFound: 425, goldenProposed: 685 },
  ...{ recall: 0.9748, precision: 0.62, proposals: 370_000, proposalsPerImage: 7.4, unanimousImages: 25_111 },
  ...{ pairs: 184_962, tasks: 37_988, assignments: 189_940, votes: 924_810, raterHours: 1_582.8, cost: 23_742.5 },
}
const { tasks: _, assignments: _a, votes: _v, raterHours: _h, cost: _c, ...found } = figures
const report: PlanReport = {
  models: [2, 5],
  figures,
  everyModel: figures,
  perModel: [2, 4, 5].map((modelId) => ({ modelId, name: `model ${modelId}`, ...found })),
  frontier: [],
  time: { perTask: 0, perCandidate: 3.75, from: 'assumed', answers: 0 },
  smallest: { models: [2, 5], ...figures },
  ...{ searchedSubsets: 8, searchMs: 3, searchObstacle: null },
  golden: { images: 256, labels: 430, otherLabels: 199, neededLabels: 3_500, pairs: 1_135, isSimulated: false },
  ...{
    imageCount: 50_000,
    imagesWithoutPredictions: 0,
    imagesWithoutLabel: 0,
    askedPairs: 0,
    decidedPairs: 0,
    leastTasks: 37_988,
  },
  meanDistance: 8.31,
  ways: null,
}

test('summarises the choice of models, what it finds and asks, and its cost in a few lines', () => {
  expect(planText('photos', defaultPlanSettings, report).split('\n')).toEqual([
    'Project    “photos” (plan saved as its draft)',
    'Asked      what 2 models propose and the original label of each image',
    'Models     model 2, model 5 (2 of 3): the smallest subset shown to reach a recall of 97.0% (lower 95% bound)',
    'Recall     97.4%: 194 of 199 golden labels besides the original ones proposed; 95% interval 94.2% to 99.2%',
    'Precision  62.0% of the proposed golden candidates apply, according to experts on 256 images',
    'Proposals  7.4 per image, 370,000 candidates in total',
    'Unanimous  25,111 of 50,000 images, not asked about',
    'Tasks      37,988 with 184,962 candidates, at most 8 each; candidates in a task are 8.3 steps apart in the hierarchy on average',
    'Votes      924,810 by 5 raters per task',
    'Cost       $23,743 for 1,583 hours, at $15.00 per hour; 3.75 seconds per candidate, assumed until 50 answered tasks are timed',
  ])
})

test('says what is unknown without golden answers, and what is missing', () => {
  const searchObstacle = 'No experts have answered yet, so recall and precision are unknown.'
  const bare = {
    ...report,
    figures: { ...figures, recall: null, recallInterval: null, precision: null, precisionInterval: null },
    smallest: null,
    searchObstacle,
  }
  const gaps = { imagesWithoutPredictions: 1, imagesWithoutLabel: 20, askedPairs: 7 }
  const text = planText('photos', { ...defaultPlanSettings, asksUnanimous: true }, { ...bare, ...gaps })
  expect(text).toContain('Models     model 2, model 5 (2 of 3): all models\n')
  expect(text).toContain('Recall     unknown. No experts have answered yet')
  expect(text).not.toContain('Precision')
  expect(text).toContain('Unanimous  25,111 of 50,000 images, asked about too\n')
  expect(text).toContain('Gaps       1 image without any prediction, 20 images without an original label\n')
  expect(text).toContain('Skipped    7 candidates already asked about in earlier batches\n')
})

test('says why no subset ensures the recall, and whether the experts are simulated', () => {
  const golden = { ...report.golden, isSimulated: true }
  const text = planText(
    'photos',
    { ...defaultPlanSettings, minimumRecall: 0.99 },
    { ...report, golden: { ...golden, neededLabels: null }, smallest: null },
  )
  expect(text).toContain(
    'Search     There are 199 golden labels besides the original ones, and all models together propose 97.4% of them.',
  )
  expect(text).toContain('according to simulated experts on 256 images')
})

test('counts the tasks that a launch makes class first, and in a mix', () => {
  const tasksOf = (classShare: number) =>
    planText('photos', { ...defaultPlanSettings, classShare }, { ...report, meanDistance: null }).match(/Tasks .*/)?.[0]
  expect(tasksOf(1)).toBe('Tasks      184,962 with 184,962 candidates, one each')
  expect(tasksOf(0.4)).toBe(
    'Tasks      222,950 with 184,962 candidates, at most 8 each image first, one each class first',
  )
  expect(tasksOf(0.1)).toMatch(/130,469/)
  expect(planJson('photos', { ...defaultPlanSettings, classShare: 1 }, report).tasks).toBe(184_962)
})

test('mentions no models if none propose', () => {
  const text = planText('photos', { ...defaultPlanSettings, source: { from: 'list' } }, { ...report, smallest: null })
  expect(text).toContain('Recall ')
  expect(text).not.toMatch(/models|Search/)
})

test('puts the requested figures at the top of the JSON', () => {
  expect(planJson('photos', defaultPlanSettings, report)).toMatchObject({
    ...{ project: 'photos', subset: ['model 2', 'model 5'], recall: 0.9748, precision: 0.62, proposalsPerImage: 7.4 },
    ...{ unanimousImages: 25_111, tasks: 37_988, votes: 924_810, cost: 23_742.5, currency: 'USD' },
  })
})
