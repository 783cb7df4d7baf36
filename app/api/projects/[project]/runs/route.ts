import { aggregateInput } from '@/lib/contracts/aggregation'
import { jobSummary } from '@/lib/contracts/job'
import { projectPath } from '@/lib/contracts/path'
import { runList } from '@/lib/contracts/run'
import { route } from '@/lib/http/route'
import { listRuns } from '@/lib/services/list-runs'
import { startAggregation } from '@/lib/services/start-aggregation'

export const GET = route({
  who: 'account',
  params: projectPath,
  output: runList,
  run: ({ actor, params }) => listRuns(actor, params.project),
})

export const POST = route({
  who: 'account',
  params: projectPath,
  input: aggregateInput,
  output: jobSummary,
  run: ({ actor, params, input }) => startAggregation(actor, { slug: params.project, aggregation: input }),
})
