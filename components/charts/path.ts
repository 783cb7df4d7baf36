import { area, curveLinear, curveStepAfter, line } from 'd3-shape'

export interface Spot {
  x: number
  y: number
}

/** Edges of the plot area in pixels. */
export interface PlotArea {
  left: number
  right: number
  top: number
  bottom: number
}

/** Interpolation between points: straight, or steps where each value holds until the next point. */
export type Curve = 'straight' | 'step'
const curves = { straight: curveLinear, step: curveStepAfter }

export const linePath = (spots: readonly Spot[], curve: Curve = 'straight'): string =>
  line<Spot>(
    ({ x }) => x,
    ({ y }) => y,
  )
    .curve(curves[curve])
    .digits(1)([...spots]) ?? ''

/** Returns the closed area between two lines over the same x, with a gap where a point has no interval. */
export const bandPath = (
  upper: readonly Spot[],
  lower: readonly Spot[],
  curve: Curve = 'straight',
  hasInterval: (index: number) => boolean = () => true,
): string =>
  area<number>()
    .defined(hasInterval)
    .x((index) => upper[index]!.x)
    .y0((index) => lower[index]!.y)
    .y1((index) => upper[index]!.y)
    .curve(curves[curve])
    .digits(1)(upper.keys()) ?? ''
