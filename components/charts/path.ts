export interface Spot {
  x: number
  y: number
}

/** The sides of the area that values stand in, in pixels. */
export interface Plot {
  left: number
  right: number
  top: number
  bottom: number
}

const at = ({ x, y }: Spot) => `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`

/** The corners that turn a line into steps: each value holds until the next one. */
export function stepped(spots: readonly Spot[]): Spot[] {
  return spots.flatMap((spot, index) => (index === 0 ? [spot] : [{ x: spot.x, y: spots[index - 1]!.y }, spot]))
}

export function linePath(spots: readonly Spot[]): string {
  return spots.length === 0 ? '' : `M${spots.map(at).join('L')}`
}

/** The closed area between two lines over the same x. */
export function bandPath(upper: readonly Spot[], lower: readonly Spot[]): string {
  return upper.length === 0 ? '' : `${linePath([...upper, ...lower.toReversed()])}Z`
}
