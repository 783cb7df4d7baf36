/** Three digits after the point, with a true minus. */
export const threeDigits = (value: number): string => value.toFixed(3).replace('-', '−')

/** Formats a difference with its sign, including a true minus: "+0.021", "−0.003". */
export const signedFigure = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`
