import { addressId } from '@/lib/domain/address-id'
import { type AddressField, addressView, decimal, id, maybeName, numberIn } from '@/lib/domain/address-view'

export const usualBreak = 81

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
  initial: usualBreak,
  read: (text) => numberIn(text, 1, 99),
  write: String,
}

export const modelsAddress = addressView({
  /** The run that models are measured by; null for the newest. A release names its run. */
  run: id(),
  release: maybeName('release', 100),
  /** Models that are compared, one, two or none, the first chosen first. */
  chosen: chosenModels,
  /** Where the slider is; null for the run's own threshold. */
  threshold: decimal('at'),
  /** The points that the lines go through: `own` models, or a source of outside accuracies; null for what fits best. */
  fit: maybeName('fit', 100),
  /** In percent. */
  breakAt: breakPoint,
})
export type ModelsView = typeof modelsAddress.initial

/** Ticked or not; of three the oldest goes. */
export const withChosen = (chosen: readonly number[], id: number): number[] =>
  chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id].slice(-2)
