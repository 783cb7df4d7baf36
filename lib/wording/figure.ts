/** Three digits after the point. */
export const threeDigits = (value: number): string => value.toFixed(3)

/** A difference with its sign, a true minus included: "+0.021", "−0.003". */
export const signedFigure = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`
