/** What raters are asked about: what models propose, the original label alone, every class of a list, or a list for each image. */
export const planSources = ['models', 'original', 'classes', 'list'] as const
export type PlanSourceName = (typeof planSources)[number]

/** So many classes may be asked about every image: eight tasks of eight. */
export const mostAskedClasses = 64

/** So many classes are asked about of an image at no more tasks than its original label alone. */
const classesOfOneTask = 8

/**
 * What a plan asks about when nobody has said: what models propose, or before there are any every class where one task
 * holds them all, and else the original label.
 */
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
