import { admin } from '@/lib/contracts/endpoint'
import { experiment, experimentDetail, experimentList, newExperiment } from '@/lib/contracts/experiments'

export const readExperiment = admin('GET /experiments/[experiment]', { output: experimentDetail })

export const discardExperiment = admin('DELETE /experiments/[experiment]', {})

export const startExperiment = admin('POST /experiments/[experiment]/start', { output: experiment })

export const stopExperiment = admin('POST /experiments/[experiment]/stop', { output: experiment })

export const listExperiments = admin('GET /experiments', { output: experimentList })

export const createExperiment = admin('POST /experiments', {
  body: newExperiment,
  isCreating: true,
  output: experiment,
})
