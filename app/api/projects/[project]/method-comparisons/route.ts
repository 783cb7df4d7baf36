import { compareMethodsInput } from '@/lib/contracts/compare-methods'
import { jobSummary } from '@/lib/contracts/job'
import { projectPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { startMethodComparison } from '@/lib/services/start-method-comparison'

export const POST = route({
  who: 'account',
  params: projectPath,
  input: compareMethodsInput,
  output: jobSummary,
  run: ({ actor, params, input }) => startMethodComparison(actor, { slug: params.project, comparison: input }),
})
