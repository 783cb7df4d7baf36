import { adjudicatedPairPath, adjudicationLook, lookInput } from '@/lib/contracts/adjudication/adjudication'
import { route } from '@/lib/http/route'
import { lookAtPair } from '@/lib/services/adjudication/look-at-pair'

export const POST = route({
  who: 'account',
  params: adjudicatedPairPath,
  input: lookInput,
  output: adjudicationLook,
  run: ({ actor, params }) => lookAtPair(actor, { slug: params.project, candidateId: params.candidate }),
})
