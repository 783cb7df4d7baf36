import {
  addPathPoints,
  assignLabelRows,
  clearestPlace,
  coveredBy,
  type LabelPlace,
  lineHeight,
  textWidth,
} from './label-layout'
import type { PlotArea, Spot } from './path'
import type { Scale } from './scale'
import type { ChartMark, ChosenPoint } from './series'

export interface PlacedMark extends ChartMark {
  at: number
  place: LabelPlace | { x: number; y: number; anchor: 'middle' }
}

export interface PlacedChoice extends ChosenPoint {
  at: Spot
  place: LabelPlace
}

/** Places the labels of vertical lines above the plot, each on the lowest row with room. */
export function topLabels(marks: readonly ChartMark[], x: Scale, left: number, width: number) {
  const upright = marks.filter((mark) => mark.axis === 'x')
  const rows = assignLabelRows(
    upright.map((mark) => x(mark.value)),
    upright.map((mark) => textWidth(mark.label)),
    left,
    width,
  )
  const places = new Map(upright.map((mark, index) => [mark, rows[index]]))
  return { places, height: Math.max(0, ...rows.map(({ row }) => row + 1)) * lineHeight }
}

interface Ground {
  plot: PlotArea
  x: Scale
  y: Scale
  drawn: readonly Spot[]
}

export function placedChoice(
  chosen: ChosenPoint,
  marks: readonly ChartMark[],
  { plot, x, y, drawn }: Ground,
): PlacedChoice {
  const at = { x: x(chosen.x), y: y(chosen.y) }
  const label = chosen.label ?? ''
  const sides: LabelPlace[] = [
    { x: at.x + 11, y: at.y - 8, anchor: 'start' },
    { x: at.x - 11, y: at.y + 18, anchor: 'end' },
    { x: at.x + 11, y: at.y + 18, anchor: 'start' },
    { x: at.x - 11, y: at.y - 8, anchor: 'end' },
  ]
  const width = textWidth(label)
  const within = sides.filter((side) =>
    side.anchor === 'start' ? side.x + width < plot.right : side.x - width > plot.left,
  )
  const lines = marks.flatMap((mark) =>
    mark.axis === 'y'
      ? addPathPoints([
          { x: plot.left, y: y(mark.value) },
          { x: plot.right, y: y(mark.value) },
        ])
      : [],
  )
  return { ...chosen, at, place: clearestPlace(within.length > 0 ? within : sides, label, [...drawn, ...lines]) }
}

export function placedMarks(
  marks: readonly ChartMark[],
  top: ReturnType<typeof topLabels>,
  chosen: PlacedChoice | null,
  { plot, x, y, drawn }: Ground,
): PlacedMark[] {
  const obstacles = chosen ? [...drawn, ...coveredBy(chosen.place, chosen.label ?? '')] : drawn
  return marks.map((mark) => {
    const label = top.places.get(mark)
    if (label) {
      const place = { x: label.x, y: plot.top - 6 - label.row * lineHeight, anchor: 'middle' as const }
      return { ...mark, at: x(mark.value), place }
    }
    const at = y(mark.value)
    const places: LabelPlace[] = [
      { x: plot.left + 4, y: at - 5, anchor: 'start' },
      { x: plot.right - 4, y: at - 5, anchor: 'end' },
      { x: plot.left + 4, y: at + 15, anchor: 'start' },
      { x: plot.right - 4, y: at + 15, anchor: 'end' },
    ]
    return { ...mark, at, place: clearestPlace(places, mark.label, obstacles) }
  })
}
