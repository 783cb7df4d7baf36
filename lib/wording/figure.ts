/** Formats with three decimals and a true minus sign. */
export const threeDigits = (value: number): string => value.toFixed(3).replace('-', '−')

/** Formats a difference with its sign, including a true minus: "+0.021", "−0.003". */
export const signedFigure = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`
