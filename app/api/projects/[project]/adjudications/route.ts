import { adjudicationDesk, adjudicationInput } from '@/lib/contracts/adjudication/adjudication'
import { projectPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { adjudicatePair } from '@/lib/services/adjudication/adjudicate-pair'

export const POST = route({
  who: 'account',
  params: projectPath,
  input: adjudicationInput,
  output: adjudicationDesk,
  run: ({ actor, params, input }) => adjudicatePair(actor, { slug: params.project, ...input }),
})
