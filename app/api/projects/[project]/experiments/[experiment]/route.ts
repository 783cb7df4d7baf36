import { z } from 'zod'
import { experimentDetail } from '@/lib/contracts/experiments'
import { experimentPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { discardExperiment } from '@/lib/services/experiments/discard-experiment'
import { readExperiment } from '@/lib/services/experiments/read-experiment'

export const GET = route({
  who: 'account',
  params: experimentPath,
  output: experimentDetail,
  run: ({ actor, params }) => readExperiment(actor, { slug: params.project, experimentId: params.experiment }),
})

export const DELETE = route({
  who: 'account',
  params: experimentPath,
  output: z.strictObject({ experimentId: z.number().int() }),
  run: ({ actor, params }) => discardExperiment(actor, { slug: params.project, experimentId: params.experiment }),
})
