import type { Spot } from './path'

const narrowLetters = /[ijlrtfI.,:;'’|()[\] ]/
const wideLetters = /[mwMWGOQ%…]/

/** Estimates the width of text in 12 px Inter. Errs on the wide side, because the server has no font to measure. */
export function textWidth(text: string): number {
  let width = 0
  for (const letter of text) width += narrowLetters.test(letter) ? 4.2 : wideLetters.test(letter) ? 10.5 : 7.4
  return Math.ceil(width)
}

export const lineHeight = 15

/** Breaks text into at most two lines, within a word only if whole words do not fit, and ends the rest in an ellipsis. */
export function wrapped(text: string, width: number): string[] {
  if (textWidth(text) <= width) return [text]
  const lines = wrappedLines(text.split(/(?<= )/), width)
  // Model names have no spaces.
  return lines.some((line) => line.endsWith('…')) ? wrappedLines(text.split(/(?<=[-_/ ])/), width) : lines
}

function wrappedLines(parts: readonly string[], width: number): string[] {
  const upTo = (count: number) => parts.slice(0, count).join('').trimEnd()
  let used = 1
  while (used < parts.length && textWidth(upTo(used + 1)) <= width) used++
  const lines = [upTo(used), parts.slice(used).join('')]
  return lines.filter((line) => line !== '').map((line) => truncate(line, width))
}

export function truncate(text: string, width: number): string {
  if (textWidth(text) <= width) return text
  let letters = text.length - 1
  while (letters > 1 && textWidth(`${text.slice(0, letters)}…`) > width) letters--
  return `${text.slice(0, letters).trimEnd()}…`
}

/**
 * Moves vertical centers of labels apart until none overlap, with one sweep down and one up. Keeps their order and
 * stays within [top, bottom] if there is room.
 */
export function spread(middles: readonly number[], heights: readonly number[], top: number, bottom: number): number[] {
  const order = middles.map((_, index) => index).sort((a, b) => middles[a]! - middles[b]! || a - b)
  const moved = [...middles]
  let edge = top
  for (const index of order) {
    moved[index] = Math.max(moved[index]!, edge + heights[index]! / 2)
    edge = moved[index] + heights[index]! / 2
  }
  edge = bottom
  for (const index of order.toReversed()) {
    moved[index] = Math.min(moved[index]!, edge - heights[index]! / 2)
    edge = moved[index] - heights[index]! / 2
  }
  return moved
}

/** Returns the lowest row on which each label touches no earlier one. Labels are centered within [left, right]. */
export function assignLabelRows(indices: readonly number[], widths: readonly number[], left: number, right: number) {
  const ends: { from: number; to: number }[][] = []
  return indices.map((position, index) => {
    const half = widths[index]! / 2
    const x = Math.max(left + half, Math.min(right - half, position))
    const span = { from: x - half - 4, to: x + half + 4 }
    let row = 0
    while (ends[row]?.some((other) => other.from < span.to && span.from < other.to)) row++
    ends[row] = [...(ends[row] ?? []), span]
    return { x, row }
  })
}

/** Adds points along a line, about every six pixels, so that label placement does not miss its segments. */
export function addPathPoints(spots: readonly Spot[]): Spot[] {
  return spots.flatMap((spot, index) => {
    const next = spots[index + 1] ?? spot
    const count = Math.max(1, Math.ceil(Math.hypot(next.x - spot.x, next.y - spot.y) / 6))
    return Array.from({ length: count }, (_, step) => ({
      x: spot.x + ((next.x - spot.x) * step) / count,
      y: spot.y + ((next.y - spot.y) * step) / count,
    }))
  })
}

export interface LabelPlace extends Spot {
  anchor: 'start' | 'end'
}

/** Returns one point per pixel along a label, denser than a line, because other labels should avoid it more. */
export function coveredBy({ x, y, anchor }: LabelPlace, text: string): Spot[] {
  const width = textWidth(text)
  const left = anchor === 'start' ? x : x - width
  return Array.from({ length: width }, (_, step) => ({ x: left + step, y: y - 4 }))
}

/** Counts the points that a label of this width would cover. */
export function coveredCount({ x, y, anchor }: LabelPlace, width: number, spots: readonly Spot[]): number {
  const left = anchor === 'start' ? x : x - width
  return spots.filter((spot) => spot.x > left - 4 && spot.x < left + width + 4 && spot.y > y - 14 && spot.y < y + 6)
    .length
}

/** Returns the first place that covers the fewest points. A place is the start or end of the label's base line. */
export function clearestPlace(places: readonly LabelPlace[], text: string, drawn: readonly Spot[]): LabelPlace {
  const width = textWidth(text)
  const counts = places.map((place) => coveredCount(place, width, drawn))
  return places[counts.indexOf(Math.min(...counts))]!
}
