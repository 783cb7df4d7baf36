import { z } from 'zod'
import { count, integerBetween, rowNumber } from '@/lib/contracts/number'
import {
  conditionsProblem,
  effectMeasures,
  experimentFactors,
  experimentStates,
} from '@/lib/domain/experiments/experiment'
import { agreementFigure } from './agreement'

const condition = z.union([z.string().max(40), z.number(), z.boolean()])

export const newExperiment = z
  .strictObject({
    name: z.string().trim().min(1, 'Enter a name.').max(120, 'At most 120 characters.'),
    factor: z.enum(experimentFactors),
    /** The first is the baseline. */
    conditions: z.array(condition).max(3),
  })
  .superRefine(({ factor, conditions }, context) => {
    const message = conditionsProblem(factor, conditions)
    if (message) context.addIssue({ code: 'custom', path: ['conditions'], message })
  })
export type NewExperiment = z.infer<typeof newExperiment>

const experimentCondition = z.strictObject({
  condition,
  /** Assignments in this condition that are leased now, and that are submitted. */
  leased: count,
  submitted: count,
})
export type ExperimentCondition = z.infer<typeof experimentCondition>

export const experiment = z.strictObject({
  id: rowNumber,
  name: z.string(),
  factor: z.enum(experimentFactors),
  state: z.enum(experimentStates),
  conditions: z.array(experimentCondition),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  stoppedAt: z.iso.datetime().nullable(),
})
export type Experiment = z.infer<typeof experiment>
export const experimentList = z.strictObject({ experiments: z.array(experiment) })

export const measureExperimentInput = z.strictObject({
  experimentId: rowNumber.min(1),
  /** Bootstrap resamples of tasks for the intervals. */
  replicates: integerBetween(10, 10_000).default(400),
  seed: integerBetween(0, 2_147_483_647).default(1),
})

export type MeasureExperimentInput = z.infer<typeof measureExperimentInput>

/** `tasks` counts the tasks with data. */
const figure = agreementFigure.extend({ tasks: count })

const figures = z.record(z.enum(effectMeasures), figure)

const conditionEffect = z.strictObject({
  condition,
  assignments: count,
  answers: count,
  /** Assignments whose active time is known. */
  timed: count,
  goldenAnswers: count,
  figures,
  /** Effect against the first condition: a ratio for seconds, a difference otherwise. Null for the first condition. */
  against: figures.nullable(),
  /** By display position, from 0: share of yes minus the share of yes over all candidates of the same assignment. */
  positions: z.array(figure.extend({ position: count, answers: count })),
})
export type ConditionEffect = z.infer<typeof conditionEffect>

export const experimentEffect = z.strictObject({
  experimentId: rowNumber,
  conditions: z.array(conditionEffect),
  tasks: count,
  raters: count,
  seed: count,
  replicates: count,
})
export type ExperimentEffect = z.infer<typeof experimentEffect>

export const experimentDetail = z.strictObject({
  experiment,
  hasSimulated: z.boolean(),
  measured: z.strictObject({ effect: experimentEffect, finishedAt: z.iso.datetime() }).nullable(),
})
export type ExperimentDetail = z.infer<typeof experimentDetail>
