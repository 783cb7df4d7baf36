import { releaseSummary, withdrawInput } from '@/lib/contracts/release'
import { releasePath } from '@/lib/contracts/release-file'
import { route } from '@/lib/http/route'
import { withdrawRelease } from '@/lib/services/withdraw-release'

export const POST = route({
  who: 'account',
  params: releasePath,
  input: withdrawInput,
  output: releaseSummary,
  run: ({ actor, params, input }) =>
    withdrawRelease(actor, { slug: params.project, version: params.version, ...input }),
})
