import { agreementInput, agreementOutput } from '@/lib/contracts/agreement'
import { jobSummary } from '@/lib/contracts/jobs'
import { projectPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { readAgreement } from '@/lib/services/agreement/read-agreement'
import { startAgreement } from '@/lib/services/agreement/start-agreement'

export const GET = route({
  who: 'account',
  params: projectPath,
  output: agreementOutput,
  run: async ({ actor, params }) => {
    const { measured } = await readAgreement(actor, params.project)
    return measured ?? { stamp: null, report: null }
  },
})

export const POST = route({
  who: 'account',
  params: projectPath,
  input: agreementInput,
  output: jobSummary,
  run: ({ actor, params, input }) => startAgreement(actor, { slug: params.project, agreement: input }),
})
