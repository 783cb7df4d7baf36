import { adjudicationDesk, nextAdjudicationInput } from '@/lib/contracts/adjudication/adjudication'
import { projectPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { nextAdjudication } from '@/lib/services/adjudication/next-adjudication'

export const POST = route({
  who: 'account',
  params: projectPath,
  input: nextAdjudicationInput,
  output: adjudicationDesk,
  run: ({ actor, params, input }) => nextAdjudication(actor, { slug: params.project, ...input }),
})
