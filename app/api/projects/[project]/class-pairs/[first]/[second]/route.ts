import { classPairInput, classPairOutput, classPairPath } from '@/lib/contracts/classes/class'
import { route } from '@/lib/http/route'
import { decideClassPair } from '@/lib/services/classes/decide-class-pair'

export const PUT = route({
  who: 'account',
  params: classPairPath,
  input: classPairInput,
  output: classPairOutput,
  run: ({ actor, params: { project, ...pair }, input }) => decideClassPair(actor, { slug: project, ...pair, ...input }),
})
