import { jobSummary } from '@/lib/contracts/jobs'
import { projectPath } from '@/lib/contracts/path'
import { measureImpactInput } from '@/lib/contracts/raters/rater-impact'
import { route } from '@/lib/http/route'
import { startImpact } from '@/lib/services/raters/start-impact'

export const POST = route({
  who: 'account',
  params: projectPath,
  input: measureImpactInput,
  output: jobSummary,
  run: ({ actor, params, input }) => startImpact(actor, { slug: params.project, impact: input }),
})
