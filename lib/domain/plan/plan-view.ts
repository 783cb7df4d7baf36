import type { AnswerTime } from './answer-time'
import { blendedTime } from './asking-costs'
import { planCost, type RaterTerms } from './plan-cost'
import type { PlanSourceName } from './plan-source'

export interface PlanChoices extends Omit<RaterTerms, 'time'> {
  source: { from: PlanSourceName; classes?: readonly number[] | null }
  models: readonly number[] | null
  rule: { budgetPerImage: number }
  minimumRecall: number
  candidatesPerTask: number
  asksUnanimous: boolean
  classShare: number
}

interface Priced {
  pairs: number
  tasks: number
}

interface Report {
  time: AnswerTime
  models: number[]
  figures: Priced
  everyModel: Priced
  frontier: Array<Priced & { models: number[] }>
  smallest: (Priced & { models: number[] }) | null
  /** Time per candidate asked class first. Null in reports that are older than this field. */
  ways: { pictureTime: { perCandidate: number } } | null
}

/** A report, and the settings and the state of the data it was computed for. */
export interface KnownPlan<R> {
  choices: PlanChoices
  /** Changes whenever the data change. */
  stamp: string
  report: R
}

interface PlanView<R> {
  report: R
  /** Whether the figures were computed for earlier settings or data. */
  isOld: boolean
  /** Whether the whole report matches the settings. If false, at most the figures of the chosen subset do. */
  isWhole: boolean
}

/**
 * Returns what is known about new settings before they have been computed. Pay and time only reprice existing counts,
 * and a subset on the frontier already has its counts; any other change makes the figures old.
 */
export function planView<R extends Report>(
  known: KnownPlan<R>,
  wanted: PlanChoices,
  { stamp, time }: { stamp: string; time: AnswerTime },
): PlanView<R> {
  const { choices } = known
  const picture = known.report.ways?.pictureTime ?? time
  const mixed = blendedTime({ classShare: wanted.classShare, image: time, picture })
  const report = { ...priced(known.report, { ...wanted, time: mixed }), time }
  const isOther =
    stamp !== known.stamp ||
    isOtherSource(wanted.source, choices.source) ||
    wanted.rule.budgetPerImage !== choices.rule.budgetPerImage ||
    wanted.candidatesPerTask !== choices.candidatesPerTask ||
    wanted.asksUnanimous !== choices.asksUnanimous
  if (isOther) return { report, isOld: true, isWhole: false }
  // If models are not the source, the choice of models and the minimum recall have no effect.
  if (wanted.source.from !== 'models') return { report, isOld: false, isWhole: true }
  const isSameRecall = wanted.minimumRecall === choices.minimumRecall
  if (wanted.models === null)
    return choices.models === null && isSameRecall
      ? { report, isOld: false, isWhole: true }
      : { report, isOld: true, isWhole: false }
  if (isSameModels(wanted.models, report.models)) return { report, isOld: false, isWhole: isSameRecall }
  const point = pointOfModels(report.frontier, wanted.models)
  if (!point) return { report: { ...report, models: [...wanted.models] }, isOld: true, isWhole: false }
  const { models, ...figures } = point
  return { report: { ...report, models, figures }, isOld: false, isWhole: false }
}

const isOtherSource = (one: PlanChoices['source'], other: PlanChoices['source']) =>
  one.from !== other.from || one.classes?.join() !== other.classes?.join()

function priced<R extends Report>(report: R, terms: RaterTerms): R {
  const price = <P extends Priced>(figures: P): P => ({ ...figures, ...planCost(figures, terms) })
  return {
    ...report,
    figures: price(report.figures),
    everyModel: price(report.everyModel),
    frontier: report.frontier.map(price),
    smallest: report.smallest && price(report.smallest),
  }
}

/** Whether two choices contain the same models, in any order. */
export const isSameModels = (one: readonly number[], other: readonly number[]): boolean =>
  one.length === other.length && one.every((id) => other.includes(id))

/** Adds or removes a model. The ids stay ascending. */
export const toggledModels = (models: readonly number[], id: number): number[] =>
  models.includes(id) ? models.filter((one) => one !== id) : [...models, id].sort((a, b) => a - b)

export const pointOfModels = <P extends { models: readonly number[] }>(
  points: readonly P[],
  models: readonly number[],
): P | undefined => points.find((point) => isSameModels(point.models, models))
