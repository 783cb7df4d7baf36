import { jobSummary } from '@/lib/contracts/jobs'
import { projectPath } from '@/lib/contracts/path'
import { compareMethodsInput } from '@/lib/contracts/runs/compare-methods'
import { route } from '@/lib/http/route'
import { startMethodComparison } from '@/lib/services/runs/start-method-comparison'

export const POST = route({
  who: 'account',
  params: projectPath,
  input: compareMethodsInput,
  output: jobSummary,
  run: ({ actor, params, input }) => startMethodComparison(actor, { slug: params.project, comparison: input }),
})
