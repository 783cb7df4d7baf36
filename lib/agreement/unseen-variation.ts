import {
  type EffectFigure,
  type EffectMeasure,
  effectMeasures,
  measureBounds,
} from '@/lib/domain/experiments/experiment'
import { wilsonInterval } from '@/lib/numeric/wilson-interval'

/** One of the independent values whose weighted sum is a figure. */
interface Part {
  measure: EffectMeasure
  figure: EffectFigure
  weight: number
}

const goldenIndex = effectMeasures.indexOf('golden')

/** Golden accuracy is the mean of two marks. `figures` are those of one condition, in the order of effectMeasures. */
const partsOf = (measure: EffectMeasure, figures: readonly EffectFigure[]): Part[] =>
  (measure === 'golden' ? (['goldenHolds', 'goldenHoldsNot'] as const) : [measure]).map((part, _, parts) => ({
    measure: part,
    figure: figures[effectMeasures.indexOf(part)]!,
    weight: 1 / parts.length,
  }))

/** Returns the parts of a measure's difference between two conditions. */
export const differenceOf = (
  measure: EffectMeasure,
  plus: readonly EffectFigure[],
  minus: readonly EffectFigure[],
): Part[] => [...partsOf(measure, plus), ...partsOf(measure, minus).map((part) => ({ ...part, weight: -part.weight }))]

/** Returns the figures of a condition with an interval of golden accuracy that allows for a mark that never varied. */
export const withMarks = (figures: EffectFigure[]) =>
  figures.with(goldenIndex, withUnseen(figures[goldenIndex]!, partsOf('golden', figures)))

/**
 * Widens the interval of a figure for what parts that never varied have not shown: their resamples never vary either, but
 * other tasks may give another value, up to the share of the Wilson interval for none of their tasks. All are combined as
 * in Newcombe's method 10. A measure without a range gets no interval, because nothing bounds that value.
 *
 * Source: Newcombe (1998), Stat. Med. 17:873-890, method 10; for sums of more parts, Zou & Donner (2008), Stat. Med.
 *         27:1693-1702. Cost: constant.
 */
export function withUnseen(whole: EffectFigure, parts: readonly Part[]): EffectFigure {
  const { value, low, high } = whole
  const constant = parts.filter(({ figure }) => figure.low === null)
  if (constant.length === 0 || value === null || low === null || high === null) return whole
  const [below, above] = [[value - low], [high - value]]
  for (const { measure, figure, weight } of constant) {
    const bounds = measureBounds(measure)
    if (!bounds || figure.value === null) return { ...whole, low: null, high: null }
    const [, unseen] = wilsonInterval(0, figure.tasks)
    const [down, up] = bounds.map((bound) => Math.abs(weight) * unseen * Math.abs(figure.value! - bound))
    below.push(weight > 0 ? down! : up!)
    above.push(weight > 0 ? up! : down!)
  }
  return { ...whole, low: value - Math.hypot(...below), high: value + Math.hypot(...above) }
}
