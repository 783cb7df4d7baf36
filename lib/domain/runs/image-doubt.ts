/** From here on raters are said to disagree about an image: of five answers to some candidate, two are not the commonest. */
export const usualDisagreement = 0.4

/** Up to here a score is said to be near the threshold. */
export const usualMargin = 0.1
