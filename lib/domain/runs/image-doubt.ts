/**
 * Disagreement from which on raters count as disagreeing about an image: of five answers to a candidate, two differ
 * from the most frequent.
 */
export const usualDisagreement = 0.4

/** Largest distance at which a score counts as near the threshold. */
export const usualMargin = 0.1
