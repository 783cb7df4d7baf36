/** In the order of the number keys. */
export const reviewVerdicts = ['wrong', 'missing', 'unclear'] as const
export type ReviewVerdict = (typeof reviewVerdicts)[number]

/**
 * Kinds of mistakes. Source: Vasudevan et al. (2022), "When does dough become a bagel? Analyzing the remaining mistakes
 * on ImageNet", NeurIPS 35. `several-objects` and `other` are additions.
 */
export const reviewCategories = [
  'fine-grained',
  'out-of-vocabulary',
  'spurious',
  'non-prototypical',
  'several-objects',
  'other',
] as const
export type ReviewCategory = (typeof reviewCategories)[number]

/** 1 minor, 2 notable, 3 grave. */
export const reviewSeverities = [1, 2, 3] as const
export type ReviewSeverity = (typeof reviewSeverities)[number]

export const labelScopes = ['any', 'single', 'several'] as const
export type ReviewScope = (typeof labelScopes)[number]

/** What a verdict means for the class that the model predicted. */
export const answerOfVerdict = { wrong: 'no', missing: 'yes', unclear: 'maybe' } as const
