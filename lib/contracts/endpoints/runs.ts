import { admin, nothing, rowId } from '@/lib/contracts/endpoint'
import { compareQuery, confirmRunInput, runComparison, runDetail, runList, runSummary } from '@/lib/contracts/runs/run'

export const readRun = admin('GET /runs/[run]', { params: { run: rowId }, output: runDetail })

export const removeRun = admin('DELETE /runs/[run]', { params: { run: rowId }, output: nothing })

export const confirmRun = admin('POST /runs/[run]/confirmation', {
  params: { run: rowId },
  body: confirmRunInput,
  output: runSummary,
})

export const compareRuns = admin('GET /runs/compare', { query: compareQuery, output: runComparison })

export const listRuns = admin('GET /runs', { output: runList })
