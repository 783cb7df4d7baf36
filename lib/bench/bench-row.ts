/** A line of what was measured: what, the figure, and what it stands beside. */
export interface BenchRow {
  what: string
  figure: string
  beside: string
}
