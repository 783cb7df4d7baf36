import { admin, withoutAccessTokens } from '@/lib/contracts/endpoint'
import { compareQuery, confirmRunInput, runComparison, runDetail, runList, runSummary } from '@/lib/contracts/runs/run'

export const readRun = admin('GET /runs/[run]', { output: runDetail })

export const removeRun = admin('DELETE /runs/[run]', {})

// A person answers for a run that fails a check.
export const confirmRun = admin('POST /runs/[run]/confirmation', {
  ...withoutAccessTokens,
  body: confirmRunInput,
  output: runSummary,
})

export const compareRuns = admin('GET /runs/compare', { query: compareQuery, output: runComparison })

export const listRuns = admin('GET /runs', { output: runList })
