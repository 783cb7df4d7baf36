import { type PlanSettings, type PlanSettingsPatch, planSettingsPatch } from '@/lib/contracts/workshop'
import { AppError } from '@/lib/errors'
import { checkedOptions } from './checked-options'

/** Choices of a plan as options of a command; what is left out stays as the draft has it. */
export interface PlanOptions {
  /** Names of models; null: let the search choose. */
  models?: string[] | null
  budget?: number
  recall?: number
  candidates?: number
  raters?: number
  seconds?: number
  pay?: number
  currency?: string
  askUnanimous?: boolean
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

/** The choices that the options stand for. Errors name the option. */
export function planChanges(options: PlanOptions, known: readonly { id: number; name: string }[]): PlanSettingsPatch {
  const { models, budget, recall, candidates, raters, seconds, pay, currency, askUnanimous } = options
  const given: Partial<Record<keyof PlanSettings, unknown>> = {
    models: models && idsOf(models, known),
    rule: budget === undefined ? undefined : { budgetPerImage: budget },
    minimumRecall: recall,
    candidatesPerTask: candidates,
    ratersPerTask: raters,
    secondsPerTask: seconds,
    payPerHour: pay,
    currency,
    asksUnanimous: askUnanimous,
  }
  const changes = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  return checkedOptions(planSettingsPatch, changes)
}
