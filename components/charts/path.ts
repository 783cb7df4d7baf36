import { area, curveLinear, curveStepAfter, line } from 'd3-shape'

export interface Spot {
  x: number
  y: number
}

/** The sides of the area that values stand in, in pixels. */
export interface PlotArea {
  left: number
  right: number
  top: number
  bottom: number
}

/** How a line runs between two points: straight, or in steps where each value holds until the next one. */
export type Curve = 'straight' | 'step'
const curves = { straight: curveLinear, step: curveStepAfter }

export const linePath = (spots: readonly Spot[], curve: Curve = 'straight'): string =>
  line<Spot>(
    ({ x }) => x,
    ({ y }) => y,
  )
    .curve(curves[curve])
    .digits(1)([...spots]) ?? ''

/** The closed area between two lines over the same x. */
export const bandPath = (upper: readonly Spot[], lower: readonly Spot[], curve: Curve = 'straight'): string =>
  area<number>()
    .x((index) => upper[index]!.x)
    .y0((index) => lower[index]!.y)
    .y1((index) => upper[index]!.y)
    .curve(curves[curve])
    .digits(1)(upper.keys()) ?? ''
