import type { ReleaseFacts } from '@/lib/contracts/releases/release'
import { type StopReason, stopReasons } from '@/lib/domain/plan/adaptive'
import { wholeNumber } from '@/lib/wording/number'

/** All ways in which votes were asked for. Older releases do not record them. */
export function askedRows({ asked }: ReleaseFacts['counts'], votes: number) {
  if (!asked) return []
  const { classFirst, tapNo = 0, sweep, auto, unknown = 0 } = asked
  const ways = [
    [votes - classFirst - sweep - auto - unknown, 'image first, each label answered'],
    [sweep, 'image first in a sweep, which takes the rest as no'],
    [auto, 'image first with automatic submit'],
    [classFirst - tapNo, 'class first, on pages of images'],
    [tapNo, 'class first, on pages on which raters tapped the images that do not fit and the rest are yes'],
    [unknown, 'unknown, because they were imported'],
  ] as const
  const said = ways.filter(([count]) => count > 0).map(([count, way]) => `${wholeNumber(count)} ${way}`)
  return said.length === 0 ? [] : [{ label: 'How they were asked', value: said.join('; ') }]
}

/** Why the number of votes per candidate varied, if it depended on the votes. */
export function stopRows({ stops = {} }: ReleaseFacts['counts']) {
  const reasons = stopReasons.filter((reason) => (stops[reason] ?? 0) > 0)
  if (reasons.length === 0) return []
  const said = reasons.map((reason) => releasedReason[reason](stops[reason] ?? 0)).join('; ')
  const value = `vary, because raters were asked about candidates of adaptive batches until further votes no longer mattered: ${said}. \`stops.csv\` has each with its reason`
  return [{ label: 'Votes per candidate', value }]
}

const have = (count: number) => (count === 1 ? 'has' : 'have')

const releasedReason: Record<StopReason, (count: number) => string> = {
  lossless: (count) => `${wholeNumber(count)} settled when no further vote could change the decision`,
  price: (count) => `${wholeNumber(count)} settled when a further vote was unlikely to change it`,
  maximum: (count) => `${wholeNumber(count)} ${have(count)} the maximum number of votes`,
  audited: (count) =>
    `${wholeNumber(count)} ${have(count)} all votes because ${count === 1 ? 'it was' : 'they were'} drawn at random to learn or check the stopping rule`,
  withdrawn: (count) =>
    `${wholeNumber(count)} kept the votes ${count === 1 ? 'it had when its task was' : 'they had when their tasks were'} withdrawn`,
}
