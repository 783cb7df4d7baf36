/** Least disagreement about an image that counts: two of five answers differ from the most frequent one. */
export const defaultDisagreement = 0.4

/** Largest distance at which a score counts as near the threshold. */
export const defaultMargin = 0.1
