import { z } from 'zod'
import { admin, rowId } from '@/lib/contracts/endpoint'
import { experiment, experimentDetail, experimentList, newExperiment } from '@/lib/contracts/experiments'

export const readExperiment = admin('GET /experiments/[experiment]', {
  params: { experiment: rowId },
  output: experimentDetail,
})

export const discardExperiment = admin('DELETE /experiments/[experiment]', {
  params: { experiment: rowId },
  output: z.strictObject({ experimentId: z.number().int() }),
})

export const startExperiment = admin('POST /experiments/[experiment]/start', {
  params: { experiment: rowId },
  output: experiment,
})

export const stopExperiment = admin('POST /experiments/[experiment]/stop', {
  params: { experiment: rowId },
  output: experiment,
})

export const listExperiments = admin('GET /experiments', { output: experimentList })

export const createExperiment = admin('POST /experiments', {
  body: newExperiment,
  isCreating: true,
  output: experiment,
})
