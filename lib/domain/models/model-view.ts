import { addressId } from '@/lib/domain/address-id'

export const modelClassOrders = ['change', 'original', 'reassessed', 'images', 'name'] as const
export type ModelClassOrder = (typeof modelClassOrders)[number]

/** What the page of one model shows beside the run. */
export interface ModelView {
  run: number | null
  release: string | null
  order: ModelClassOrder
  isDescending: boolean
  /** From 1. */
  page: number
}

type Query = Record<string, string | string[] | undefined>

/** The view an address asks for. What it does not understand is left out, so that an old link still opens. */
export function modelViewOf(query: Query): ModelView {
  const one = (key: string) => (typeof query[key] === 'string' ? query[key].replaceAll('\0', '') : undefined)
  return {
    run: addressId(one('run')),
    release: one('release')?.slice(0, 100) || null,
    order: modelClassOrders.find((known) => known === one('sort')) ?? 'change',
    isDescending: one('down') === 'yes',
    page: Math.max(1, addressId(one('page')) ?? 1),
  }
}

/** The address of a view, starting with `?`, or empty; reads back to the same view. */
export function modelViewAddress(view: ModelView): string {
  const query = new URLSearchParams()
  if (view.run !== null) query.set('run', String(view.run))
  if (view.release !== null) query.set('release', view.release)
  if (view.order !== 'change') query.set('sort', view.order)
  if (view.isDescending) query.set('down', 'yes')
  if (view.page > 1) query.set('page', String(view.page))
  const text = query.toString()
  return text && `?${text}`
}
