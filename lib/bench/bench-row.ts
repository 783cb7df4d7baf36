/** A measured figure; `beside` has its context, such as a reference value. */
export interface BenchRow {
  what: string
  figure: string
  beside: string
}

export const rounded = (value: number, digits = 0) => value.toLocaleString('en', { maximumFractionDigits: digits })

export const seconds = (ms: number) => `${rounded(ms / 1000, 2)} s`

/** The largest memory of this process so far, in MB. */
export const peakMegabytes = () => rounded(process.resourceUsage().maxRSS / 1024)

export const peakMemory = () => `peak memory ${peakMegabytes()} MB`

/** Returns the result of the work, and how long it took. */
export async function timed<Result>(work: () => Result | Promise<Result>): Promise<{ ms: number; result: Result }> {
  const start = performance.now()
  const result = await work()
  return { ms: performance.now() - start, result }
}
