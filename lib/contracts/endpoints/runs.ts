import { admin } from '@/lib/contracts/endpoint'
import { runPath } from '@/lib/contracts/path'
import { compareQuery, exportQuery, runComparison, runDetail, runList } from '@/lib/contracts/runs/run'

export const exportRealJson = admin('GET /exports/real-json', { query: exportQuery, output: 'file' })

export const exportScoresNpz = admin('GET /exports/scores-npz', { query: exportQuery, output: 'file' })

export const exportVotesCsv = admin('GET /exports/votes-csv', { output: 'file' })

export const readRun = admin('GET /runs/[run]', { params: runPath, output: runDetail })

export const compareRuns = admin('GET /runs/compare', { query: compareQuery, output: runComparison })

export const listRuns = admin('GET /runs', { output: runList })
