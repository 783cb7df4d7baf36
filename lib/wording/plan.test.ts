import { expect, test } from 'vitest'
import type { BatchReason } from '@/lib/contracts/plan/plan'
import {
  allKeptText,
  answerTimeText,
  askedText,
  batchStateText,
  hoursText,
  modelChoiceText,
  moneyText,
  namesText,
  offeredCurrencies,
  perImageText,
  preciseText,
  precisionText,
  proposalRuleText,
  recallBasisText,
  recallText,
  recallWithRange,
  searchText,
  secondsText,
} from './plan'

test('shows cents only for small amounts', () => {
  expect(moneyText(15, 'USD')).toBe('$15.00')
  expect(moneyText(23_748.4, 'USD')).toBe('$23,748')
  expect(moneyText(1950, 'JPY')).toBe('¥1,950')
  expect(moneyText(12.5, 'CHF').replace(/\s/, ' ')).toBe('CHF 12.50')
})

test('formats hours and seconds as numbers with units', () => {
  expect(hoursText(1582.9)).toBe('1,583')
  expect(hoursText(12.54)).toBe('12.5')
  expect(hoursText(0.46875)).toBe('0.47')
  expect(hoursText(0.002)).toBe('<0.01')
  expect(hoursText(0)).toBe('0')
  expect(secondsText(30)).toBe('30 seconds')
})

test('never rounds a recall up to the required one', () => {
  expect(recallText(0.96996)).toBe('96.9%')
  expect(recallText(0.97)).toBe('97.0%')
  expect(recallText(0.9999)).toBe('99.9%')
  expect(recallText(1)).toBe('100.0%')
  expect(recallText(null)).toBe('–')
})

test('rounds a precision to the nearest, as the counts beside it give it', () => {
  expect(precisionText(54 / 211)).toBe('25.6%')
  expect(precisionText(null)).toBe('–')
})

test('says why a batch asks about all models', () => {
  const chosenWith = (labels: number, otherLabels: number) =>
    modelChoiceText({
      settings: { models: null } as BatchReason['settings'],
      figures: { recall: null } as BatchReason['figures'],
      golden: { images: 20, pairs: 237, isSimulated: false, neededLabels: null, labels, otherLabels },
    })
  expect(chosenWith(0, 0)).toBe('All models, because there were no golden labels to base the choice on')
  expect(chosenWith(18, 0)).toBe(
    'All models, because the only golden labels were original labels, which are always asked about',
  )
})

test('lists names until there are too many', () => {
  expect(namesText([])).toBe('None')
  expect(namesText(['A'])).toBe('A')
  expect(namesText(['A', 'B', 'C', 'D'])).toBe('A, B, C and D')
  expect(namesText(['A', 'B', 'C', 'D', 'E'])).toBe('A, B, C and 2 more')
})

test('gives shares with their counts', () => {
  const judged = { recall: 241 / 248, precision: 0.241, goldenFound: 241, goldenProposed: 1000 }
  expect(recallBasisText({ ...judged, recallInterval: null }, { labels: 248, otherLabels: null })).toBe(
    '241 of 248 golden labels proposed',
  )
  expect(recallBasisText({ ...judged, recallInterval: [0.94299, 0.9861] }, { labels: 900, otherLabels: 248 })).toBe(
    '241 of 248 golden labels besides the original ones proposed; 95% interval 94.2% to 98.7%',
  )
  expect(recallBasisText({ recall: null, recallInterval: null }, { labels: 18, otherLabels: 0 })).toBe(
    'requires golden labels besides the original ones',
  )
  expect(recallWithRange({ recall: 1, recallInterval: [0.438, 1] })).toBe('100.0% [43.8, 100.0]')
  expect(preciseText({ ...judged, precisionInterval: null })).toBe('241 of 1,000 golden proposals apply')
  expect(preciseText({ ...judged, precisionInterval: [0.2155, 0.2685] })).toBe(
    '241 of 1,000 golden proposals apply; 95% interval 21.5% to 26.9%',
  )
})

test('says how many subsets were searched and how long it took', () => {
  expect(searchText(524_288, 912)).toBe('524,288 subsets searched in 0.9 s.')
  expect(searchText(8, 0.2)).toBe('8 subsets searched in 0.1 s.')
})

test('describes the rule of proposals in one sentence', () => {
  expect(proposalRuleText(0)).toBe('Each model’s top-1, and the original label.')
  expect(proposalRuleText(3)).toContain('up to 3 per image')
  expect(perImageText(7.42)).toBe('7.4')
})

test('calls an open batch finished once all its tasks are', () => {
  expect(batchStateText({ state: 'open', tasks: 3, finishedTasks: 2 })).toBe('Open')
  expect(batchStateText({ state: 'open', tasks: 3, finishedTasks: 3 })).toBe('Finished')
  expect(batchStateText({ state: 'open', tasks: 0, finishedTasks: 0 })).toBe('Open')
  expect(batchStateText({ state: 'closed', tasks: 3, finishedTasks: 3 })).toBe('Finished')
  expect(batchStateText({ state: 'closed', tasks: 3, finishedTasks: 1 })).toBe('Stopped')
})

test('describes what raters are asked about', () => {
  expect(askedText({ from: 'models' }, 1)).toBe('what 1 model proposes and the original label of each image')
  expect(askedText({ from: 'original' }, 0)).toBe('the original label of each image')
  expect(askedText({ from: 'classes', classes: null }, 0)).toBe(
    'every class of the project on each image and the original label of each image',
  )
  expect(askedText({ from: 'classes', classes: [4] }, 0)).toBe(
    '1 chosen class on each image and the original label of each image',
  )
  // Images that the list does not name are not asked about, so neither are their original labels.
  expect(askedText({ from: 'list' }, 0)).toBe(
    'the classes that a list names for each image and the original label of those images',
  )
})

test('explains why all models are kept, and what would change that', () => {
  const few = { minimumRecall: 0.97, recall: 1, otherLabels: 18, neededLabels: 125 }
  expect(allKeptText(few)).toBe(
    'There are 18 golden labels besides the original ones; about 125 are needed to show that a subset keeps 97.0%. Until then all models are kept.',
  )
  expect(allKeptText({ ...few, recall: 0.9, neededLabels: null })).toContain('all models together propose 90.0%')
})

test('says which answer time a plan is priced with', () => {
  expect(answerTimeText({ perTask: 0, perCandidate: 3.75, from: 'assumed', answers: 0 })).toBe(
    '3.75 seconds per candidate, assumed until 50 answered tasks are timed',
  )
  expect(answerTimeText({ perTask: 4.02, perCandidate: 2, from: 'measured', answers: 1200 })).toBe(
    '4.02 seconds per task plus 2 seconds for each candidate, measured on 1,200 answered tasks',
  )
  expect(answerTimeText({ perTask: 0, perCandidate: 1, from: 'chosen', answers: 0 })).toBe('1 second per candidate')
})

test('offers a currency that is already selected again, once', () => {
  expect(offeredCurrencies('NOK').slice(0, 2)).toEqual(['NOK', 'USD'])
  expect(offeredCurrencies('EUR')).toEqual(offeredCurrencies())
})
