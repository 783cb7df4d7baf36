import { addressId } from '@/lib/domain/address-id'

export const classColumns = [
  'index',
  'name',
  'original',
  'kept',
  'changed',
  'lost',
  'gained',
  'alpha',
  'votes',
  'models',
] as const
export type ClassColumn = (typeof classColumns)[number]

/** What the list of classes shows. Everything it depends on stands in its address. */
export interface ClassView {
  order: ClassColumn
  isDescending: boolean
  /** A part of a class's name, or its index or external id. */
  name: string
  /** Only classes with a decision about a pair. */
  isDecided: boolean
  /** Only classes with a note for raters. */
  hasNote: boolean
  /** From 1. */
  page: number
}

export const noClassView: ClassView = {
  order: 'index',
  isDescending: false,
  name: '',
  isDecided: false,
  hasNote: false,
  page: 1,
}

export type AddressQuery = Record<string, string | string[] | undefined>

/** The view an address asks for. What it does not understand is left out, so that an old link still opens. */
export function classViewOf(query: AddressQuery): ClassView {
  const one = (key: string) => (typeof query[key] === 'string' ? query[key] : undefined)
  return {
    order: classColumns.find((known) => known === one('sort')) ?? noClassView.order,
    isDescending: one('down') === 'yes',
    name: (one('class') ?? '').replaceAll('\0', '').trim().slice(0, 200).trim(),
    isDecided: one('decided') === 'yes',
    hasNote: one('note') === 'yes',
    page: Math.max(1, addressId(one('page')) ?? 1),
  }
}

/** The address of a view, starting with `?`, or empty; reads back to the same view. */
export function classViewAddress(view: ClassView): string {
  const query = new URLSearchParams()
  if (view.order !== noClassView.order) query.set('sort', view.order)
  if (view.isDescending) query.set('down', 'yes')
  if (view.name !== '') query.set('class', view.name)
  if (view.isDecided) query.set('decided', 'yes')
  if (view.hasNote) query.set('note', 'yes')
  if (view.page > 1) query.set('page', String(view.page))
  const text = query.toString()
  return text && `?${text}`
}
