import { projectPath } from '@/lib/contracts/path'
import { raterDriftList } from '@/lib/contracts/raters/rater-table'
import { route } from '@/lib/http/route'
import { readRaterDrift } from '@/lib/services/raters/read-rater-drift'

export const GET = route({
  who: 'account',
  params: projectPath,
  output: raterDriftList,
  run: ({ actor, params }) => readRaterDrift(actor, params.project),
})
