import { type QueueKind, queueKinds } from './adjudication'

/** Which pairs of the queue are wanted. Everything it depends on stands in the address. */
export interface AdjudicationView {
  kind: QueueKind | null
  classIndex: number | null
  /** With an image, all its pairs are asked about, however little they may change. */
  image: number | null
}

type AddressQuery = Record<string, string | string[] | undefined>

const whole = (text: string | string[] | undefined) =>
  typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : null

/** What an address asks to see of the queue; what it does not understand is left out. */
export const adjudicationViewOf = (query: AddressQuery): AdjudicationView => ({
  kind: queueKinds.find((kind) => kind === query.kind) ?? null,
  classIndex: whole(query.class),
  image: whole(query.image),
})

/** The address of a view, starting with `?`, or empty; reads back to the same view. */
export function adjudicationAddress({ kind, classIndex, image }: AdjudicationView): string {
  const query = new URLSearchParams()
  if (kind) query.set('kind', kind)
  if (classIndex !== null) query.set('class', String(classIndex))
  if (image !== null) query.set('image', String(image))
  const text = query.toString()
  return text && `?${text}`
}
