/** Whether two choices hold the same models; the order does not matter. */
export const isSameModels = (one: readonly number[], other: readonly number[]): boolean =>
  one.length === other.length && one.every((id) => other.includes(id))

/** The choice with one model put in or taken out, its numbers rising. */
export const toggledModels = (models: readonly number[], id: number): number[] =>
  models.includes(id) ? models.filter((one) => one !== id) : [...models, id].sort((a, b) => a - b)

/** The point of these very models; undefined when no point is of them. */
export const pointOfModels = <P extends { models: readonly number[] }>(
  points: readonly P[],
  models: readonly number[],
): P | undefined => points.find((point) => isSameModels(point.models, models))
