/** Whether two choices contain the same models, in any order. */
export const isSameModels = (one: readonly number[], other: readonly number[]): boolean =>
  one.length === other.length && one.every((id) => other.includes(id))

/** Adds or removes a model. The ids stay ascending. */
export const toggledModels = (models: readonly number[], id: number): number[] =>
  models.includes(id) ? models.filter((one) => one !== id) : [...models, id].sort((a, b) => a - b)

export const pointOfModels = <P extends { models: readonly number[] }>(
  points: readonly P[],
  models: readonly number[],
): P | undefined => points.find((point) => isSameModels(point.models, models))
