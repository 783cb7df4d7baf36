export type GoldenState = 'open' | 'added' | 'done'

export interface GoldenStep {
  imageId: number
  state: GoldenState
}

export interface GoldenPosition {
  progress: { total: number; done: number }
  state: GoldenState
  /** From 1. */
  position: number
  previousImageId: number | null
  nextImageId: number | null
  nextOpenImageId: number | null
}

export const goldenProgress = (steps: readonly GoldenStep[]) => ({
  total: steps.length,
  done: steps.reduce((done, { state }) => done + (state === 'done' ? 1 : 0), 0),
})

/** Returns the first other image that needs answers, starting after `index` and wrapping around, or null. */
export function nextOpenImage(steps: readonly GoldenStep[], index: number): number | null {
  for (let step = 1; step <= steps.length; step++) {
    const { imageId, state } = steps[(index + step) % steps.length]!
    if (state !== 'done' && (index + step) % steps.length !== index) return imageId
  }
  return null
}

/** Returns the position of an image among the golden ones, in the experts' order. Null if it is not golden. */
export function goldenPosition(steps: readonly GoldenStep[], imageId: number): GoldenPosition | null {
  const index = steps.findIndex((step) => step.imageId === imageId)
  if (index < 0) return null
  return {
    progress: goldenProgress(steps),
    state: steps[index]!.state,
    position: index + 1,
    previousImageId: steps[index - 1]?.imageId ?? null,
    nextImageId: steps[index + 1]?.imageId ?? null,
    nextOpenImageId: nextOpenImage(steps, index),
  }
}

/**
 * Returns up to `count` images after `from` that need answers, in order, as far as known: `known` is what the server
 * returned when images were opened, `answered` are those answered here since. `missing` is the image that must be
 * opened to learn more; null if there is none.
 */
export function openImagesAfter(
  from: number,
  known: ReadonlyMap<number, Pick<GoldenPosition, 'nextOpenImageId'>>,
  answered: ReadonlySet<number>,
  count: number,
): { images: number[]; missing: number | null } {
  const images: number[] = []
  const seen = new Set([from])
  let id = known.get(from)?.nextOpenImageId ?? null
  while (id !== null && !seen.has(id) && images.length < count) {
    seen.add(id)
    if (!answered.has(id)) images.push(id)
    const next = known.get(id)
    if (!next) return { images, missing: id }
    id = next.nextOpenImageId
  }
  return { images, missing: null }
}
