import { projectPath } from '@/lib/contracts/path'
import { compareQuery, runComparison } from '@/lib/contracts/runs/run'
import { route } from '@/lib/http/route'
import { compareRuns } from '@/lib/services/runs/compare-runs'

export const GET = route({
  who: 'account',
  params: projectPath,
  query: compareQuery,
  output: runComparison,
  run: ({ actor, params, query }) => compareRuns(actor, { slug: params.project, ...query }),
})
