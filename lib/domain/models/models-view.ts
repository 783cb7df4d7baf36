import { addressId } from '@/lib/domain/address-id'

/** What the page of models shows. Everything it depends on stands in its address. */
export interface ModelsView {
  /** The run that models are measured by; null for the newest. A release names its run. */
  run: number | null
  release: string | null
  /** Models that are compared, one, two or none, the first chosen first. */
  chosen: number[]
  /** Where the slider stands; null for the run's own threshold. */
  threshold: number | null
  /** The points that the lines go through: `own` models, or a source of outside accuracies; null for what fits best. */
  fit: string | null
  /** In percent. */
  breakAt: number
}

export const usualBreak = 81

export const noModelsView: ModelsView = {
  run: null,
  release: null,
  chosen: [],
  threshold: null,
  fit: null,
  breakAt: usualBreak,
}

type Query = Record<string, string | string[] | undefined>

function numberIn(text: string | undefined, least: number, most: number): number | null {
  if (text === undefined || !/^\d{1,3}(\.\d{1,6})?$/.test(text)) return null
  const value = Number(text)
  return value >= least && value <= most ? value : null
}

/** The view an address asks for. What it does not understand is left out, so that an old link still opens. */
export function modelsViewOf(query: Query): ModelsView {
  const one = (key: string) => (typeof query[key] === 'string' ? query[key].replaceAll('\0', '') : undefined)
  const chosen = (one('compare') ?? '').split(',').flatMap((text) => {
    const id = addressId(text)
    return id === null || id === undefined ? [] : [id]
  })
  return {
    run: addressId(one('run')) ?? null,
    release: one('release')?.slice(0, 100) || null,
    chosen: [...new Set(chosen)].slice(0, 2),
    threshold: numberIn(one('at'), 0, 1),
    fit: one('fit')?.slice(0, 100) || null,
    breakAt: numberIn(one('break'), 1, 99) ?? usualBreak,
  }
}

/** The address of a view, starting with `?`, or empty; reads back to the same view. */
export function modelsViewAddress(view: ModelsView): string {
  const query = new URLSearchParams()
  if (view.run !== null) query.set('run', String(view.run))
  if (view.release !== null) query.set('release', view.release)
  if (view.chosen.length > 0) query.set('compare', view.chosen.join(','))
  if (view.threshold !== null) query.set('at', String(view.threshold))
  if (view.fit !== null) query.set('fit', view.fit)
  if (view.breakAt !== usualBreak) query.set('break', String(view.breakAt))
  // A comma needs no escape in a query, and addresses are read by people.
  const text = query.toString().replaceAll('%2C', ',')
  return text && `?${text}`
}

/** Ticked or not; of three the oldest goes. */
export const withChosen = (chosen: readonly number[], id: number): number[] =>
  chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id].slice(-2)
