import { computeInThreads } from '@/lib/jobs/compute-in-threads'
import type { BenchRow } from './bench-row'
import { rounded } from './bench-row'
import { measurePlan } from './measure-plan'

const modelCount = 19

const seconds = (ms: number) => `${rounded(ms / 1000, 2)} s`

/** Measures the plan as used by its page, from the database to launched tasks. */
export async function benchPlanning(originalClass: Int32Array, projectRoot: string): Promise<BenchRow[]> {
  const input = { originalClass, modelCount, projectRoot, compute: computeInThreads('plan') }
  const measured = await measurePlan({ kind: 'operator' }, input)
  const { report, launched, predictions } = measured
  return [
    {
      what: `read ${rounded(predictions)} predictions`,
      figure: seconds(measured.readMs),
      beside: `written by COPY in ${seconds(measured.writeMs)}; the page's state in ${rounded(measured.pageMs)} ms`,
    },
    {
      what: `plan of ${modelCount} models on ${rounded(report.imageCount)} images`,
      figure: seconds(measured.planMs),
      beside: `${rounded(report.searchedSubsets)} subsets, ${rounded(report.figures.pairs)} pairs in ${rounded(report.figures.tasks)} tasks; another choice in ${seconds(measured.againMs)}`,
    },
    {
      what: `launch ${rounded(launched.tasks)} tasks`,
      figure: seconds(measured.launchMs),
      beside: `${rounded(launched.newCandidates)} new candidates`,
    },
  ]
}
