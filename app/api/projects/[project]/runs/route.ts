import { jobSummary } from '@/lib/contracts/jobs'
import { projectPath } from '@/lib/contracts/path'
import { aggregateInput } from '@/lib/contracts/runs/aggregation'
import { runList } from '@/lib/contracts/runs/run'
import { route } from '@/lib/http/route'
import { listRuns } from '@/lib/services/runs/list-runs'
import { startAggregation } from '@/lib/services/runs/start-aggregation'

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
