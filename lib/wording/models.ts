import { intervalText, valueText } from './chart'
import { bracketed } from './number'

type Range = readonly [low: number, high: number] | null

/** Decimals of percentages of so many images: as few as tell counts of images apart, at most the two usual in papers. */
const decimalsOf = (imageCount: number) => (imageCount <= 100 ? 0 : imageCount <= 1_000 ? 1 : 2)

/** Formats the share of so many images in percent, such as "72.73%", or "72%" of 18 images. "–" if unknown. */
export const accuracyText = (share: number | null, imageCount: number): string =>
  share === null ? '–' : valueText(share, 'percent', decimalsOf(imageCount))

/** Formats the interval of a share of so many images, such as "[72.35, 73.12]". */
export const rangeText = (interval: Range, imageCount: number): string =>
  interval === null ? '' : intervalText(interval[0], interval[1], 'percent', decimalsOf(imageCount))

/** Explains the interval that includes label uncertainty. */
export const uncertainLabelsSentence =
  'The interval marked “labels uncertain” is for the accuracy under the true labels: golden images show how often labels are wrong. It need not contain the reassessed accuracy, since wrong labels may favor or harm a model.'

/** Formats a difference of shares of so many images in points with its sign, such as "+4.88". */
export function pointsText(difference: number | null, imageCount: number): string {
  if (difference === null) return '–'
  const text = valueText(difference * 100, 'number', decimalsOf(imageCount))
  return difference > 0 && /[1-9]/.test(text) ? `+${text}` : text
}

/** Formats an interval of points, such as "[+4.51, +5.24]". */
export const pointsRangeText = (interval: Range, imageCount: number): string =>
  interval === null ? '' : bracketed(pointsText(interval[0], imageCount), pointsText(interval[1], imageCount))

/** Formats a change of rank: "up 2", "down 1", "same". */
export function rankChangeText(before: number | null, after: number | null): string {
  if (before === null || after === null) return ''
  if (before === after) return 'same'
  return before > after ? `up ${before - after}` : `down ${after - before}`
}

/** Formats a p value, never as zero. */
export const probabilityText = (p: number): string => (p < 0.0001 ? 'p < 0.0001' : `p = ${p.toFixed(4)}`)

export const slopeText = (slope: number | undefined): string =>
  slope === undefined ? '–' : valueText(slope, 'number', 4)

/** Explains the points of the chart of accuracies. `sources` are the names of published accuracies. */
export const accuracyPointsText = (sources: readonly string[]): string =>
  `Each point is a model.${sources.length > 0 ? ` Small gray points are published accuracies (${sources.join(', ')}).` : ''} A slope below 1 means that gains on the original labels are only partly gains on the reassessed labels.`

/** Says why a chart of accuracy by number of labels is empty although there are values. */
export const tooFewImagesText = (least: number): string =>
  `Every number of labels has fewer than ${least} images, so no points are drawn. The table has the values.`

/** Says which models a chart does not draw, and why. Empty if it draws all. */
export function notDrawnText(left: { notAmongBest: string[]; notChosen: string[]; notScored: string[] }): string {
  const sentence = (names: readonly string[], why: string) => (names.length > 0 ? ` ${why}: ${names.join(', ')}.` : '')
  return [
    sentence(
      left.notAmongBest,
      'Only the best four models are drawn; select others in the table to draw them. Not drawn',
    ),
    sentence(left.notChosen, 'Only the selected models are drawn. Not drawn'),
    sentence(left.notScored, 'Not scored yet'),
  ].join('')
}

/** Note on models that are scored against labels computed without them. */
export const leftOutOfRunSentence = (names: readonly string[]): string => {
  const few = names.length <= 3 ? names.join(', ') : `${names.length} models`
  const [was, is, it] = names.length === 1 ? ['was', 'is', 'it'] : ['were', 'each is', 'they']
  return `${few} ${was} evidence in this run, and ${is} scored against labels that the same method gives without its predictions. The labels of the run or of a release may give a different accuracy, on a different number of images. The candidates that ${it} proposed remain.`
}

/** Note on models that contributed to the labels they are scored against. */
export const evidenceSentence = (names: readonly string[]): string => {
  const few = names.length <= 3 ? names.join(', ') : `${names.length} models`
  const [were, their, such] = names.length === 1 ? ['was', 'its', 'such a model'] : ['were', 'their', 'such models']
  return `${few} ${were} evidence in this run, which favors ${their} predictions. On the published ReaL votes this raises the accuracy of ${such} by 1.3 points and of others by 0.3 to 0.4. To compare models on equal terms, aggregate without models as evidence and choose that run.`
}
