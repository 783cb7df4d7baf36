import { addressId } from '@/lib/domain/address-id'
import {
  type AddressField,
  addressView,
  decimal,
  id,
  numberIn,
  optionalName,
  pageNumber,
  sortedBy,
} from '@/lib/domain/address-view'
import { typedNumber, typedNumberProblem } from '@/lib/domain/typed-number'

export const defaultBreak = 81
const [minBreak, maxBreak] = [1, 99]

/** Reads a break as a user types it, in percent. Returns what is wrong instead, if the address could not have it. */
export function readBreak(text: string): { breakAt: number; problem: null } | { breakAt: null; problem: string } {
  const typed = typedNumber(text)
  if (Number.isNaN(typed)) return { breakAt: null, problem: typedNumberProblem(text) }
  const breakAt = numberIn(String(Number(typed.toFixed(6))), minBreak, maxBreak)
  return breakAt === null
    ? { breakAt, problem: `Enter a number from ${minBreak} to ${maxBreak}.` }
    : { breakAt, problem: null }
}

const chosenModels: AddressField<number[]> = {
  name: 'compare',
  initial: [],
  read(text) {
    const ids = text.split(',').map((part) => addressId(part))
    return [...new Set(ids.filter((one) => one !== null))].slice(0, 2)
  },
  write: (ids) => ids.join(','),
}

const breakPoint: AddressField<number> = {
  name: 'break',
  initial: defaultBreak,
  read: (text) => numberIn(text, minBreak, maxBreak),
  write: String,
}

export const modelsAddress = addressView({
  /** The run that models are scored against. Null: the newest. A release implies its run. */
  run: id(),
  release: optionalName('release', 100),
  /** At most two models to compare, in the order chosen. */
  chosen: chosenModels,
  /** Position of the slider. Null: the run's own threshold. */
  threshold: decimal('at'),
  /** Points to fit lines through: `own` models, or a source of outside accuracies. Null: chosen automatically. */
  fit: optionalName('fit', 100),
  /** In percent. */
  breakAt: breakPoint,
})
export type ModelsView = typeof modelsAddress.initial

/** Toggles a model. Of three, the first chosen is dropped. */
export const toggleChosenModel = (chosen: readonly number[], id: number): number[] =>
  chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id].slice(-2)

export const modelAddress = addressView({
  run: id(),
  release: optionalName('release', 100),
  sort: sortedBy('change'),
  page: pageNumber(),
})
export type ModelView = typeof modelAddress.initial
