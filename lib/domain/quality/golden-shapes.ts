import { spread } from './control-task-pieces'

/** Number of labels of each task of an image, in the order in which a rater gets them. */
export type Shape = readonly number[]

export const labelsOf = (shape: Shape) => shape.reduce((sum, size) => sum + size, 0)
const nameOf = (shape: Shape) => shape.join('+')

export const isAmong = (shape: Shape, shapes: readonly Shape[]) => {
  const name = nameOf(shape)
  return shapes.some((one) => nameOf(one) === name)
}

/** Returns the start of a shape, with this many labels. */
function firstLabels(shape: Shape, labels: number): Shape {
  let left = labels
  return shape.flatMap((size) => {
    const held = Math.min(size, left)
    left -= held
    return held > 0 ? [held] : []
  })
}

interface Supply {
  shape: Shape
  labels: number
  /** Share of ordinary images with this shape. */
  share: number
  golden: number
}

function supplyOf(ordinary: readonly Shape[], given: readonly Shape[]): Supply[] {
  const known = new Map<string, Supply>()
  for (const shape of ordinary) {
    const one = known.get(nameOf(shape)) ?? { shape, labels: labelsOf(shape), share: 0, golden: 0 }
    known.set(nameOf(shape), { ...one, share: one.share + 1 / ordinary.length })
  }
  for (const shape of given) {
    const one = known.get(nameOf(shape))
    if (one) one.golden++
  }
  return [...known.values()].sort((a, b) => a.labels - b.labels || a.shape.length - b.shape.length)
}

/**
 * Assigns golden images the shapes of ordinary ones in the same proportions, so that neither the number of candidates
 * nor the number of consecutive tasks with one picture reveals them. `images` maps each image to its number of labels;
 * `given` are the shapes of golden images that keep theirs. Each image gets the shape furthest below its share among
 * those it has enough labels for. Images with few labels choose first, because images with many fit any remaining
 * shape. An image with fewer labels than any shape gets part of the smallest.
 */
export function goldenShapes(
  images: ReadonlyMap<number, number>,
  { ordinary, given }: { ordinary: readonly Shape[]; given: readonly Shape[] },
): Map<number, Shape> {
  const supply = supplyOf(ordinary, given)
  const count = images.size + given.length
  const behind = ({ share, golden }: Supply) => share * count - golden
  const inTurn = [...images].sort(([a, few], [b, many]) => few - many || spread(a) - spread(b) || a - b)
  const chosen = new Map<number, Shape>()
  for (const [imageId, labels] of inTurn) {
    const fitting = supply.filter((one) => one.labels <= labels)
    const best = fitting.reduce<Supply | null>((a, b) => (a && behind(a) >= behind(b) ? a : b), null)
    if (best) best.golden++
    chosen.set(imageId, best?.shape ?? firstLabels(supply[0]!.shape, labels))
  }
  return chosen
}
