import * as endpoints from '@/lib/contracts/endpoints/runs'
import { jobSummary } from '@/lib/contracts/jobs'
import { projectPath } from '@/lib/contracts/path'
import { aggregateInput } from '@/lib/contracts/runs/aggregation'
import { route } from '@/lib/http/route'
import { serve } from '@/lib/http/serve'
import { listRuns } from '@/lib/services/runs/list-runs'
import { startAggregation } from '@/lib/services/runs/start-aggregation'

export const GET = serve(endpoints.listRuns, ({ actor, slug }) => listRuns(actor, slug))

export const POST = route({
  who: 'account',
  params: projectPath,
  input: aggregateInput,
  output: jobSummary,
  run: ({ actor, params, input }) => startAggregation(actor, { slug: params.project, aggregation: input }),
})
