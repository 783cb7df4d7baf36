import { settledFlags, settleFlagsInput } from '@/lib/contracts/images/flagged-image'
import { flaggedImagePath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { settleImageFlags } from '@/lib/services/images/settle-image-flags'

export const PUT = route({
  who: 'account',
  params: flaggedImagePath,
  input: settleFlagsInput,
  output: settledFlags,
  run: ({ actor, params, input }) => settleImageFlags(actor, { slug: params.project, imageId: params.image, ...input }),
})
