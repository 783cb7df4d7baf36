/**
 * Ranks of models: from 1, by value, equal ones sharing the better rank, null without a value. Only models are ranked; the
 * original labels, which are listed among them to compare with, are not a model and have no rank.
 */
export function ranks(values: readonly (number | null)[]): (number | null)[] {
  return values.map((own) => (own === null ? null : 1 + values.filter((other) => other !== null && other > own).length))
}

/** More lines than these nobody can tell apart. */
export const mostDrawnModels = 4

export interface DrawnModels<Model> {
  drawn: Model[]
  /** Names of the others, by why they are not drawn. */
  left: { notAmongBest: string[]; notChosen: string[]; notScored: string[] }
}

/** The models that a chart with a line each draws: those that are chosen, else the best ones. */
export function drawnModels<Model extends { modelId: number; name: string; rank: number | null; figures: unknown }>(
  models: readonly Model[],
  chosen: readonly number[],
): DrawnModels<Model> {
  const scored = models.filter(({ figures }) => figures !== null)
  const picked = scored.filter(({ modelId }) => chosen.includes(modelId))
  const best = scored.toSorted((one, other) => (one.rank ?? 1e9) - (other.rank ?? 1e9))
  const drawn = picked.length > 0 ? picked : best.slice(0, mostDrawnModels)
  const names = scored.filter((model) => !drawn.includes(model)).map(({ name }) => name)
  return {
    drawn,
    left: {
      notAmongBest: picked.length > 0 ? [] : names,
      notChosen: picked.length > 0 ? names : [],
      notScored: models.filter(({ figures }) => figures === null).map(({ name }) => name),
    },
  }
}
