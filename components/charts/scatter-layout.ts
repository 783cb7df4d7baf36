import { clearestPlace, coveredCount, type LabelPlace, textWidth, truncate } from './label-layout'
import { lineLayout } from './line-layout'
import type { Spot } from './path'
import { extent, type Interval, shareDomain } from './scale'
import type { Axis, ChartMark, ChartPoint, Tone } from './series'

export interface ScatterPoint extends ChartPoint {
  name: string
  /** Whether to show the name beside the point if there is room. */
  isNamed?: boolean | undefined
}

export interface ScatterGroup {
  label: string
  tone: Tone
  points: ScatterPoint[]
  /** For many background points, behind the important ones. */
  isSmall?: boolean | undefined
}

export interface ScatterLine {
  label: string
  tone: Tone
  from: Spot
  to: Spot
}

interface PlacedName {
  text: string
  place: LabelPlace
}

interface ScatterInput {
  groups: readonly ScatterGroup[]
  lines: readonly ScatterLine[]
  marks?: readonly ChartMark[] | undefined
  x: Axis
  y: Axis
  width: number
  height: number
}

/** Width in pixels to which a name is cut if it does not fit. */
const shortName = 150

const isDrawn = ({ x, y }: ChartPoint) => Number.isFinite(x) && Number.isFinite(y)

/** Places points and lines, whose positions are in `spots` of `base`, and names. Counts in `unnamed` names without room. */
export function scatterLayout({ groups, lines, marks, x, y, width, height }: ScatterInput) {
  // By x, the order of the arrow keys.
  const sorted = groups.map((group) => ({
    ...group,
    points: group.points.filter(isDrawn).sort((one, other) => one.x - other.x || one.y - other.y),
  }))
  const base = lineLayout({
    series: [
      ...sorted.map(({ tone, points }) => ({ label: '', tone, points, shape: 'points' as const })),
      ...lines.map(({ tone, from, to }) => ({ label: '', tone, points: [from, to] })),
    ],
    x: x.domain ? x : { ...x, domain: withRoom(sorted, x) },
    y,
    marks,
    width,
    height,
  })
  const { plot, spots, drawn } = base
  // A name over another point would seem to belong to it. Small points are exempt: there are many, and none is named.
  const largeSpots = sorted.flatMap(({ isSmall }, group) => (isSmall ? [] : spots[group]!))
  const taken = base.marks.flatMap(({ place, label }): { place: LabelPlace; width: number }[] =>
    place.anchor === 'middle' ? [] : [{ place, width: textWidth(label) }],
  )
  const names: PlacedName[] = []
  let unnamed = 0
  const put = (sides: LabelPlace[], text: string): PlacedName | null => {
    const own = textWidth(text)
    const within = sides.filter(
      (side) =>
        leftOf(side, own) >= plot.left &&
        leftOf(side, own) + own <= plot.right + 4 &&
        side.y >= plot.top - 2 &&
        side.y <= plot.bottom - 2 &&
        !taken.some((other) => overlap(side, own, other)) &&
        coveredCount(side, own, largeSpots) === 0,
    )
    if (within.length === 0) return null
    const place = clearestPlace(within, text, drawn)
    taken.push({ place, width: own })
    return { text, place }
  }
  for (const [group, one] of sorted.entries()) {
    for (const [index, point] of one.points.entries()) {
      if (!point.isNamed) continue
      const sides = sidesOf(spots[group]![index]!)
      const name = put(sides, point.name) ?? put(sides, truncate(point.name, shortName))
      if (name) names.push(name)
      else unnamed++
    }
  }
  const lineNames = lines.map(({ label }, index) => {
    const [from, to] = spots[groups.length + index]!
    return put(farSidesOf({ x: (from!.x + to!.x) / 2, y: (from!.y + to!.y) / 2 }), label)
  })
  return { base, points: sorted.map(({ points }) => points), names, unnamed, lineNames }
}

/** Returns the x range of all points with a margin, so that no point is clipped by an axis. */
function withRoom(groups: readonly ScatterGroup[], { format }: Axis): Interval {
  const values = groups.flatMap(({ points }) => points.map((point) => point.x))
  const [from, to] = extent(values)
  const room = (to - from) * 0.03
  const roomy: Interval = [from - room, to + room]
  return format === 'percent' ? shareDomain(roomy, values) : roomy
}

const leftOf = ({ x, anchor }: LabelPlace, width: number) => (anchor === 'start' ? x : x - width)

function overlap(one: LabelPlace, width: number, other: { place: LabelPlace; width: number }): boolean {
  const left = leftOf(one, width)
  const otherLeft = leftOf(other.place, other.width)
  return left < otherLeft + other.width + 4 && otherLeft < left + width + 4 && Math.abs(one.y - other.place.y) < 14
}

const sidesOf = ({ x, y }: Spot): LabelPlace[] => [
  { x: x - 9, y: y - 6, anchor: 'end' },
  { x: x + 9, y: y + 14, anchor: 'start' },
  { x: x - 9, y: y + 14, anchor: 'end' },
  { x: x + 9, y: y - 6, anchor: 'start' },
  { x: x - 9, y: y - 20, anchor: 'end' },
  { x: x + 9, y: y + 30, anchor: 'start' },
]

/** Places beside a line, clear of the points along it. */
const farSidesOf = ({ x, y }: Spot): LabelPlace[] =>
  [24, 44, 64, 84].flatMap((away) => [
    { x: x + 8, y: y + away, anchor: 'start' as const },
    { x: x - 8, y: y - away, anchor: 'end' as const },
  ])
