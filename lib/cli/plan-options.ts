import { type PlanSettings, type PlanSettingsPatch, planSettingsPatch } from '@/lib/contracts/plan/plan'
import { planSources } from '@/lib/domain/plan/plan-source'
import { AppError } from '@/lib/errors'
import { checkedOptions } from './checked-options'

/** Plan settings as command options; omitted ones keep their values from the draft. */
export interface PlanOptions {
  ask?: string
  /** Names, ids or indices of classes to ask about on every image. */
  classes?: string[]
  /** Names of models; null lets the search choose. */
  models?: string[] | null
  budget?: number
  recall?: number
  candidates?: number
  raters?: number
  /** Minimum votes per candidate; false gives all the same number. */
  minVotes?: number | false
  /** Largest share of decisions that may change because votes are saved. */
  limit?: number
  seconds?: number | string
  pay?: number
  currency?: string
  askUnanimous?: boolean
  /** Share of raters asked class first. */
  classFirst?: number
  order?: string
}

function idsOf(names: readonly string[], known: readonly { id: number; name: string }[]): number[] {
  return names.map((name) => {
    const model = known.find((one) => one.name === name)
    if (model) return model.id
    const there =
      known.length === 0 ? 'It has no models yet.' : `Its models: ${known.map((one) => one.name).join(', ')}.`
    throw new AppError('invalid-input', `--models: this project has no model “${name}”. ${there}`, {
      models: `“${name}” is not a model of this project`,
    })
  })
}

/** Returns the source of candidates; `--classes` implies `--ask classes`. */
function sourceOf(
  { classes, ask = classes && 'classes' }: Pick<PlanOptions, 'ask' | 'classes'>,
  classIndices: readonly number[] | null,
) {
  if (ask === undefined) return undefined
  if (!planSources.some((one) => one === ask))
    throw new AppError('invalid-input', `--ask: expected ${planSources.join(', ')}, not “${ask}”.`)
  if (ask !== 'classes' && classes)
    throw new AppError('invalid-input', `--classes goes with --ask classes, not with --ask ${ask}.`)
  return ask === 'classes' ? { from: ask, classes: classIndices } : { from: ask }
}

/** Returns the adaptive-vote settings; `--limit` requires `--min-votes`. */
function adaptiveOf({ minVotes, limit }: Pick<PlanOptions, 'minVotes' | 'limit'>) {
  if (limit !== undefined && typeof minVotes !== 'number')
    throw new AppError('invalid-input', '--limit goes with --min-votes, the fewest votes on each candidate.')
  if (minVotes === undefined) return undefined
  return minVotes === false ? null : { minimum: minVotes, limit: limit || null }
}

/** Converts options to plan settings. Errors name the option. `classIndices` are those of `--classes`. */
export function planChanges(
  options: PlanOptions,
  known: readonly { id: number; name: string }[],
  classIndices: readonly number[] | null = null,
): PlanSettingsPatch {
  const { models, budget, recall, candidates, raters, seconds, pay, currency, askUnanimous, order, classFirst } =
    options
  const given: Partial<Record<keyof PlanSettings, unknown>> = {
    source: sourceOf(options, classIndices),
    models: models && idsOf(models, known),
    rule: budget === undefined ? undefined : { budgetPerImage: budget },
    minimumRecall: recall,
    candidatesPerTask: candidates,
    ratersPerTask: raters,
    adaptive: adaptiveOf(options),
    secondsPerCandidate: seconds === 'measured' ? null : seconds,
    payPerHour: pay,
    currency,
    asksUnanimous: askUnanimous,
    taskOrder: order,
    classShare: classFirst,
  }
  const changes = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  return checkedOptions(planSettingsPatch, changes)
}
