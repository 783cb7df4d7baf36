import { describe, expect, it } from 'vitest'
import { type FirstStepCounts, firstStepsOf, nextStep } from './first-steps'

const empty: FirstStepCounts = {
  ...{ images: 0, classes: 0, goldenImages: 0, tasks: 0, links: 0, joined: 0, runs: 0 },
  votes: { given: 0, planned: 0 },
}
const next = (counts: Partial<FirstStepCounts>) => {
  const all = { ...empty, ...counts }
  return nextStep(firstStepsOf(all), all.votes.given > 0)
}

describe('the steps to a first release', () => {
  it('begin with images and end with a release, and none is done in an empty project', () => {
    const steps = firstStepsOf(empty)
    expect(steps.map(({ to }) => to)).toEqual([
      ...['data', 'data', 'golden', 'plan', 'members', 'raters', 'runs', 'releases'],
    ])
    expect(steps.some(({ isDone, state }) => isDone || state !== null)).toBe(false)
  })

  it('continue from the existing data, without models or a golden set', () => {
    const launched = { images: 3, classes: 3, tasks: 3, votes: { given: 0, planned: 15 } }
    expect(next({})?.act).toBe('Import images')
    expect(next({ images: 3 })?.act).toBe('Add classes')
    expect(next({ images: 3, classes: 3 })?.act).toBe('Open the plan')
    expect(next(launched)?.act).toBe('Invite raters')
    expect(next({ ...launched, links: 1 })?.act).toBe('Try a task')
    expect(next({ ...launched, votes: { given: 4, planned: 15 } })?.act).toBe('Aggregate votes')
    expect(next({ ...launched, votes: { given: 15, planned: 15 }, runs: 1 })?.act).toBe('Open releases')
  })

  it('describe the existing data', () => {
    const steps = firstStepsOf({ ...empty, images: 1, classes: 1_000, votes: { given: 4, planned: 1_500 } })
    expect(steps.map(({ state }) => state).filter((state) => state !== null)).toEqual([
      ...['1 image', '1,000 classes', '4 of 1,500 votes'],
    ])
  })

  it('say how many links there are and how many people have joined', () => {
    const invited = (links: number, joined: number) =>
      firstStepsOf({ ...empty, links, joined }).find(({ title }) => title === 'Invite raters')
    expect(
      [invited(0, 0), invited(1, 0), invited(0, 2), invited(3, 1)].map((step) => [step?.state, step?.isDone]),
    ).toEqual([
      ...[
        [null, false],
        ['1 link', true],
        ['2 people joined', true],
        ['3 links, 1 person joined', true],
      ],
    ])
  })

  it('count imported votes even though nobody was invited', () => {
    const steps = firstStepsOf({ ...empty, votes: { given: 20, planned: 0 } })
    expect(steps.filter(({ isDone }) => isDone).map(({ title }) => title)).toEqual(['Invite raters', 'Collect votes'])
  })
})
