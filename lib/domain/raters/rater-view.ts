import type { AddressQuery } from '@/lib/domain/images/image-filter'

export const raterSorts = [
  'rater',
  'votes',
  'agreement',
  'golden',
  'seconds',
  'drift',
  'flags',
  'labels',
  'active',
] as const
export type RaterSort = (typeof raterSorts)[number]
export const raterStates = ['active', 'paused', 'left-out', 'alert', 'flag'] as const
export type RaterState = (typeof raterStates)[number]
export const raterKinds = ['human', 'panel', 'simulated', 'imported', 'expert'] as const
export type RaterKindFilter = (typeof raterKinds)[number]

/** What the table of raters shows. Everything it depends on stands in its address. */
export interface RaterView {
  sort: RaterSort
  isFalling: boolean
  state: RaterState | null
  kind: RaterKindFilter | null
  /** Only raters whose golden accuracy lies below. */
  goldenBelow: number | null
  /** Only raters who have got worse. */
  hasFallen: boolean
  /** From 1. */
  page: number
  /** The rater whose figures are open beside the table. */
  open: number | null
}

export const firstRaterView: RaterView = {
  sort: 'rater',
  isFalling: false,
  state: null,
  kind: null,
  goldenBelow: null,
  hasFallen: false,
  page: 1,
  open: null,
}

const one = <Name extends string>(names: readonly Name[], text: unknown): Name | null =>
  names.find((name) => name === text) ?? null
const whole = (text: unknown): number | null =>
  typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : null

/** The view an address asks for. What it does not understand is left out, so that an old link still opens. */
export function raterViewOf(query: AddressQuery): RaterView {
  const sort = typeof query.sort === 'string' ? query.sort : ''
  const below = typeof query.below === 'string' && /^0?\.\d{1,3}$|^1$/.test(query.below) ? Number(query.below) : 0
  const known = one(raterSorts, sort.replace(/^-/, ''))
  return {
    sort: known ?? 'rater',
    isFalling: known !== null && sort.startsWith('-'),
    state: one(raterStates, query.state),
    kind: one(raterKinds, query.kind),
    goldenBelow: below > 0 ? below : null,
    hasFallen: query.drift === 'falls',
    page: Math.max(1, whole(query.page) ?? 1),
    open: whole(query.open),
  }
}

/** The address of a view, starting with `?`, or empty; reads back to the same view. */
export function raterViewAddress(view: RaterView): string {
  const query = new URLSearchParams()
  if (view.sort !== 'rater' || view.isFalling) query.set('sort', `${view.isFalling ? '-' : ''}${view.sort}`)
  if (view.state) query.set('state', view.state)
  if (view.kind) query.set('kind', view.kind)
  if (view.goldenBelow !== null) query.set('below', String(view.goldenBelow))
  if (view.hasFallen) query.set('drift', 'falls')
  if (view.page > 1) query.set('page', String(view.page))
  if (view.open !== null) query.set('open', String(view.open))
  const text = query.toString()
  return text && `?${text}`
}

/** Whether any rater is left out of the list. */
export const isRaterFiltered = ({ state, kind, goldenBelow, hasFallen }: RaterView) =>
  state !== null || kind !== null || goldenBelow !== null || hasFallen

/** What sorting and filtering look at. */
export interface ListedRater {
  id: number
  kind: Exclude<RaterKindFilter, 'expert'>
  isExpert: boolean
  isPaused: boolean
  isLeftOut: boolean
  votes: { no: number; maybe: number; yes: number }
  agreement: { value: number | null } | null
  golden: { share: number } | null
  secondsPerCandidate: number | null
  drift: { direction: 'falls' | 'rises' | 'steady'; change: number } | null
  openFlags: number
  openAlerts: number
  impact: { gained: number; lost: number } | null
  lastActivityAt: string | null
}

const isIn: Record<RaterState, (rater: ListedRater) => boolean> = {
  active: ({ isPaused, isLeftOut }) => !isPaused && !isLeftOut,
  paused: ({ isPaused, isLeftOut }) => isPaused && !isLeftOut,
  'left-out': ({ isLeftOut }) => isLeftOut,
  alert: ({ openAlerts }) => openAlerts > 0,
  flag: ({ openFlags }) => openFlags > 0,
}

const figureOf: Record<RaterSort, (rater: ListedRater) => number | null> = {
  rater: ({ id }) => id,
  votes: ({ votes }) => votes.no + votes.maybe + votes.yes,
  agreement: ({ agreement }) => agreement?.value ?? null,
  golden: ({ golden }) => golden?.share ?? null,
  seconds: ({ secondsPerCandidate }) => secondsPerCandidate,
  drift: ({ drift }) => drift?.change ?? null,
  flags: ({ openAlerts, openFlags }) => openAlerts * 1e6 + openFlags,
  labels: ({ impact }) => impact && impact.gained + impact.lost,
  active: ({ lastActivityAt }) => (lastActivityAt === null ? null : Date.parse(lastActivityAt)),
}

/** The raters of a view in its order: those without the figure sorted by come last either way, equal ones by number. */
export function ratersInView<Rater extends ListedRater>(raters: readonly Rater[], view: RaterView): Rater[] {
  const { state, kind, goldenBelow } = view
  const value = figureOf[view.sort]
  return raters
    .filter(
      (rater) =>
        (state === null || isIn[state](rater)) &&
        (kind === null || (kind === 'expert' ? rater.isExpert : rater.kind === kind && !rater.isExpert)) &&
        (goldenBelow === null || (rater.golden !== null && rater.golden.share < goldenBelow)) &&
        (!view.hasFallen || rater.drift?.direction === 'falls'),
    )
    .sort((one, other) => {
      const [a, b] = [value(one), value(other)]
      if (a === null || b === null) return Number(a === null) - Number(b === null) || one.id - other.id
      return (view.isFalling ? b - a : a - b) || one.id - other.id
    })
}
