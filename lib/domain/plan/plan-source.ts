/** Models' proposals, the original label only, every class of a list, or an imported list per image. */
export const planSources = ['models', 'original', 'classes', 'list'] as const
export type PlanSourceName = (typeof planSources)[number]

/** Most classes that can be asked about every image: eight tasks of eight. */
export const maxAskedClasses = 64

/** Up to this many classes need no more tasks than the original label alone. */
const classesOfOneTask = 8

/** Defaults to models' proposals; without models to all classes if one task holds them, or the original label. */
export function defaultSource({
  modelCount,
  classCount,
}: {
  modelCount: number
  classCount: number
}): { from: 'models' } | { from: 'classes'; classes: null } | { from: 'original' } {
  if (modelCount > 0) return { from: 'models' }
  return classCount > 0 && classCount <= classesOfOneTask ? { from: 'classes', classes: null } : { from: 'original' }
}
