/** A measured figure; `beside` has its context, such as a reference value. */
export interface BenchRow {
  what: string
  figure: string
  beside: string
}

export const rounded = (value: number, digits = 0) => value.toLocaleString('en', { maximumFractionDigits: digits })
