import { agreementInput } from '@/lib/contracts/agreement'
import * as endpoints from '@/lib/contracts/endpoints/agreement'
import { jobSummary } from '@/lib/contracts/jobs'
import { projectPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { serve } from '@/lib/http/serve'
import { readAgreement } from '@/lib/services/agreement/read-agreement'
import { startAgreement } from '@/lib/services/agreement/start-agreement'

export const GET = serve(endpoints.readAgreement, async ({ actor, slug }) => {
  const { measured } = await readAgreement(actor, slug)
  return measured ?? { stamp: null, report: null }
})

export const POST = route({
  who: 'account',
  params: projectPath,
  input: agreementInput,
  output: jobSummary,
  run: ({ actor, params, input }) => startAgreement(actor, { slug: params.project, agreement: input }),
})
