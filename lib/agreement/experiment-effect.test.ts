import { describe, expect, it } from 'vitest'
import { effectMeasures, isRatioMeasure } from '@/lib/domain/experiments/experiment'
import type { ExperimentData } from './experiment-data'
import { experimentEffect } from './experiment-effect'
import { plainCondition, plantedExperiment } from './testing/planted-experiment'

const options = { seed: 7, replicates: 200 }
const shape = { tasks: 400, ratersPerTask: 6, candidates: 8 }

/** Two raters in condition 0 and one in condition 1 on one task with two candidates, computed by hand. */
const byHand: ExperimentData = {
  conditionCount: 2,
  taskCount: 1,
  candidateCount: 2,
  assignments: {
    task: Int32Array.of(0, 0, 0),
    condition: Int32Array.of(0, 0, 1),
    activeMs: Int32Array.of(4_000, 8_000, -1),
    isUndone: Uint8Array.of(0, 1, 0),
  },
  answers: {
    assignment: Int32Array.of(0, 0, 1, 1, 2, 2),
    candidate: Int32Array.of(0, 1, 0, 1, 0, 1),
    position: Int32Array.of(0, 1, 1, 0, 0, 1),
    answer: Uint8Array.of(2, 0, 2, 1, 0, 0),
    isRest: Uint8Array.of(0, 1, 0, 0, 1, 1),
    holds: new Int32Array(6).fill(-1),
    isGolden: new Uint8Array(6),
  },
  votes: Int32Array.of(1, 0, 2, 2, 1, 0),
}

describe('experimentEffect', () => {
  it('matches a hand-computed case', () => {
    const [first, second] = experimentEffect(byHand, options)
    expect(first).toMatchObject({ assignments: 2, answers: 4, timed: 2, goldenAnswers: 0, against: null })
    expect(first!.figures).toMatchObject({
      taskSeconds: { value: 6 },
      candidateSeconds: { value: 3, tasks: 1 },
      yes: { value: 0.5 },
      maybe: { value: 0.25 },
      no: { value: 0.25 },
      // Yes before no, and maybe before yes.
      firstPosition: { value: 0 },
      // Each yes equals one of two other votes, the no one of two, the maybe none.
      agreement: { value: (0.5 + 0.5 + 0.5 + 0) / 4 },
      rest: { value: 0.25 },
      undone: { value: 0.5 },
      golden: { value: null, low: null, high: null, tasks: 0 },
    })
    // Coincidences yes-yes 2 and no-maybe 2, with marginals no 1, maybe 1, yes 2.
    const [noMaybe, noYes, maybeYes] = [1, 2.5 ** 2, 1.5 ** 2]
    const expected = (2 * (noMaybe + 2 * noYes + 2 * maybeYes)) / 12
    expect(first!.figures.alpha.value).toBeCloseTo(1 - (2 * noMaybe) / 4 / expected, 12)
    expect(second).toMatchObject({ assignments: 1, answers: 2, timed: 0 })
    expect(second!.figures).toMatchObject({ taskSeconds: { value: null }, no: { value: 1 }, alpha: { value: null } })
    expect(second!.against?.no).toEqual({ value: 0.75, low: null, high: null, tasks: 1 })
    expect(second!.against?.taskSeconds).toEqual({ value: null, low: null, high: null, tasks: 0 })
  })

  it('recovers planted effects within their intervals, which exclude 0', () => {
    const conditions = [plainCondition, { time: 1.2, error: 0.25, undone: 0.1, firstYes: 0.1 }]
    const [first, second] = experimentEffect(plantedExperiment({ ...shape, seed: 4, conditions }), options)
    const { against } = second!
    for (const measure of ['taskSeconds', 'candidateSeconds'] as const) {
      expect(against?.[measure].low).toBeGreaterThan(1)
      expect(against?.[measure].low).toBeLessThan(1.2)
      expect(against?.[measure].high).toBeGreaterThan(1.2)
    }
    for (const measure of ['agreement', 'alpha', 'golden'] as const) expect(against?.[measure].high).toBeLessThan(0)
    for (const measure of ['undone', 'yes', 'firstPosition'] as const) expect(against?.[measure].low).toBeGreaterThan(0)
    expect(against?.undone.low).toBeLessThan(0.07)
    expect(against?.undone.high).toBeGreaterThan(0.07)
    // At the first position one in ten answers other than yes becomes yes.
    const { low, high } = second!.figures.firstPosition
    expect(low).toBeLessThan(0.075)
    expect(high).toBeGreaterThan(0.075)
    expect(first!.figures.firstPosition.low).toBeLessThan(0)
    expect(first!.figures.firstPosition.high).toBeGreaterThan(0)
    expect(second!.positions[0]!.low).toBeGreaterThan(0)
    expect(second!.positions[0]!.value).toBeGreaterThan(second!.positions[1]!.high ?? 1)
  })

  it('has intervals with the nominal coverage, for effects and without them', () => {
    const trials = 40
    const conditions = [plainCondition, { ...plainCondition, time: 1.2 }]
    const outside = Object.fromEntries(effectMeasures.map((measure) => [measure, 0]))
    for (let seed = 0; seed < trials; seed++) {
      const data = plantedExperiment({
        seed,
        tasks: 120,
        ratersPerTask: 5,
        candidates: 4,
        goldenShare: 0.2,
        conditions,
      })
      const { against } = experimentEffect(data, { seed, replicates: 200 })[1]!
      for (const measure of effectMeasures) {
        const { low, high } = against?.[measure] ?? { low: null, high: null }
        const truth = isRatioMeasure(measure) ? 1.2 : 0
        if (low === null || high === null || low > truth || high < truth) outside[measure]!++
      }
    }
    // Two of forty are expected for each.
    for (const measure of effectMeasures) expect(outside[measure], measure).toBeLessThanOrEqual(7)
  })

  it('compares gold questions only with the truth', () => {
    const golden = {
      ...shape,
      tasks: 60,
      goldenShare: 1,
      conditions: [{ ...plainCondition, error: 0 }, plainCondition],
    }
    const [exact, other] = experimentEffect(plantedExperiment({ ...golden, seed: 1 }), options)
    // Always correct: an interval without width would claim certainty.
    expect(exact!.figures.golden).toEqual({ value: 1, low: null, high: null, tasks: 44 })
    expect(exact!.figures.taskSeconds.tasks).toBe(58)
    expect(exact!.figures.candidateSeconds.value).toBeNull()
    expect(other!.figures.golden.value).toBeLessThan(1)
    expect(exact).toMatchObject({ answers: 0, timed: exact!.assignments })
    expect(exact!.figures.yes.value).toBeNull()
  })

  it('has no interval of an effect if one of the conditions has data from fewer than five tasks', () => {
    const conditions = [plainCondition, plainCondition]
    const data = plantedExperiment({ ...shape, tasks: 60, goldenShare: 0, seed: 3, conditions })
    const { task, condition } = data.assignments
    condition.forEach((_, index) => {
      condition[index] = Number(task[index] === 0 && index > 0)
    })
    const { figures, against } = experimentEffect(data, options)[1]!
    for (const measure of ['taskSeconds', 'no', 'agreement'] as const) {
      expect(figures[measure]).toMatchObject({ low: null, high: null, tasks: 1 })
      expect(against![measure]).toMatchObject({ low: null, high: null, tasks: 1 })
    }
  })

  it('has an interval of golden accuracy only from five tasks of each kind', () => {
    const conditions = [plainCondition, { ...plainCondition, error: 0.5 }]
    const data = plantedExperiment({ ...shape, tasks: 60, goldenShare: 1, seed: 1, conditions })
    const { assignment, holds } = data.answers
    holds.forEach((_, index) => {
      holds[index] = Number(data.assignments.task[assignment[index]!]! < 4)
    })
    const { figures, against } = experimentEffect(data, options)[1]!
    expect(figures.goldenHolds).toMatchObject({ low: null, high: null, tasks: 4 })
    expect(figures.golden).toMatchObject({ low: null, high: null, tasks: 4 })
    expect(against!.golden).toMatchObject({ low: null, high: null, tasks: 4 })
    expect(figures.goldenHoldsNot.low).not.toBeNull()
  })

  it('does not take a mark of golden accuracy that never varied for certain', () => {
    const conditions = [plainCondition, { ...plainCondition, error: 0.5 }]
    const data = plantedExperiment({ ...shape, tasks: 60, goldenShare: 1, seed: 1, conditions })
    const { answer, holds, assignment } = data.answers
    // Labels that do not hold are always answered no, in the second condition.
    answer.forEach((_, index) => {
      if (holds[index] === 0 && data.assignments.condition[assignment[index]!] === 1) answer[index] = 0
    })
    const [first, second] = experimentEffect(data, { seed: 1, replicates: 200 })
    const { golden, goldenHolds, goldenHoldsNot } = second!.figures
    expect(goldenHoldsNot).toMatchObject({ value: 1, low: null, high: null })
    // The Wilson interval of n right answers of n ends z² / (n + z²) below 1.
    const unseen = 1.959964 ** 2 / (goldenHoldsNot.tasks + 1.959964 ** 2)
    expect(golden.value).toBeCloseTo((goldenHolds.value! + 1) / 2, 12)
    expect(golden.low).toBeCloseTo(golden.value! - Math.hypot(goldenHolds.value! - goldenHolds.low!, unseen) / 2, 6)
    expect(golden.high).toBeCloseTo(golden.value! + (goldenHolds.high! - goldenHolds.value!) / 2, 6)
    expect(first!.figures.golden.low).not.toBeNull()
    const { value, low, high } = second!.against!.golden
    expect(value! - low!).toBeGreaterThan(unseen / 2)
    expect(high! - value!).toBeGreaterThan(0)
  })

  it('does not take a condition that never varied for certain', () => {
    // Nothing was undone in the first condition, and 5 of 25 tasks in the second.
    const undone = (taskCount: number) => {
      const data = plantedExperiment({
        ...{ seed: 1, tasks: 25 + taskCount, ratersPerTask: 1, candidates: 2, goldenShare: 0 },
        conditions: [plainCondition, plainCondition],
      })
      const { condition, isUndone, task } = data.assignments
      condition.forEach((_, index) => {
        condition[index] = Number(task[index]! < 25)
        isUndone[index] = Number(task[index]! < 5)
      })
      return experimentEffect(data, { seed: 1, replicates: 1_000 })[1]!
    }
    // Newcombe (1998), method 10: 5 of 25 less 0 of 6 and of 100; his interval of 5 of 25 is .0886 to .3913.
    for (const [taskCount, low] of [
      [6, 0.2 - Math.hypot(0.1114, 0.3903)],
      [100, 0.2 - Math.hypot(0.1114, 0.037)],
    ] as const) {
      const { undone: effect } = undone(taskCount).against!
      expect(effect.value).toBeCloseTo(0.2, 12)
      expect(Math.abs(effect.low! - low)).toBeLessThan(0.05)
      // The share of the first condition cannot be below 0.
      expect(effect.high).toBeCloseTo(undone(taskCount).figures.undone.high!, 12)
    }
    expect(undone(6).against!.undone.low).toBeLessThan(0)
    expect(undone(100).against!.undone.low).toBeGreaterThan(0)
  })

  it('is deterministic for a seed, and reports progress', () => {
    const data = plantedExperiment({
      ...shape,
      tasks: 40,
      seed: 5,
      conditions: [plainCondition, plainCondition, plainCondition],
    })
    const seen: number[] = []
    const once = experimentEffect(data, { seed: 1, replicates: 30, onProgress: (done) => seen.push(done) })
    expect(experimentEffect(data, { seed: 1, replicates: 30 })).toEqual(once)
    expect(experimentEffect(data, { seed: 2, replicates: 30 })).not.toEqual(once)
    expect(seen).toEqual([10, 20, 30])
    expect(once).toHaveLength(3)
  })

  it('returns null without data, and rejects invalid options', () => {
    const none = plantedExperiment({ ...shape, tasks: 0, seed: 5, conditions: [plainCondition, plainCondition] })
    for (const condition of experimentEffect(none, options)) {
      expect(condition).toMatchObject({ assignments: 0, answers: 0, positions: [] })
      expect(Object.values(condition.figures).every(({ value }) => value === null)).toBe(true)
    }
    expect(() => experimentEffect(byHand, { seed: 1, replicates: 0 })).toThrow(RangeError)
    expect(() => experimentEffect(byHand, { seed: -1, replicates: 10 })).toThrow(RangeError)
  })
})
