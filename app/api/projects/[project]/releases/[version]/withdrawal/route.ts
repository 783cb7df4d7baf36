import { releaseSummary, withdrawInput } from '@/lib/contracts/releases/release'
import { releasePath } from '@/lib/contracts/releases/release-file'
import { route } from '@/lib/http/route'
import { withdrawRelease } from '@/lib/services/releases/withdraw-release'

export const POST = route({
  who: 'account',
  params: releasePath,
  input: withdrawInput,
  output: releaseSummary,
  run: ({ actor, params, input }) =>
    withdrawRelease(actor, { slug: params.project, version: params.version, ...input }),
})
