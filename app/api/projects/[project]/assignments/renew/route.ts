import { projectPath } from '@/lib/contracts/path'
import { leasesInput, leasesOutput } from '@/lib/contracts/rating/rating'
import { route } from '@/lib/http/route'
import { renewLeases } from '@/lib/services/rating/renew-leases'

export const POST = route({
  who: 'account',
  params: projectPath,
  input: leasesInput,
  output: leasesOutput,
  run: ({ actor, params, input }) => renewLeases(actor, { ...input, slug: params.project }),
})
