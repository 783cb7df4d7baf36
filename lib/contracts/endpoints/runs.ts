import { admin, nothing, rowId } from '@/lib/contracts/endpoint'
import { compareQuery, runComparison, runDetail, runList } from '@/lib/contracts/runs/run'

export const readRun = admin('GET /runs/[run]', { params: { run: rowId }, output: runDetail })

export const removeRun = admin('DELETE /runs/[run]', { params: { run: rowId }, output: nothing })

export const compareRuns = admin('GET /runs/compare', { query: compareQuery, output: runComparison })

export const listRuns = admin('GET /runs', { output: runList })
