import { projectPath } from '@/lib/contracts/path'
import { leasesInput, leasesOutput } from '@/lib/contracts/rating/rating'
import { route } from '@/lib/http/route'
import { releaseLeases } from '@/lib/services/rating/release-leases'

export const POST = route({
  who: 'account',
  params: projectPath,
  input: leasesInput,
  output: leasesOutput,
  run: ({ actor, params, input }) => releaseLeases(actor, { ...input, slug: params.project }),
})
