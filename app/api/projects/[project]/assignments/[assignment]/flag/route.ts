import { imageFlagInput, imageFlagOutput } from '@/lib/contracts/image-flag'
import { assignmentPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { readImageFlag } from '@/lib/services/read-image-flag'
import { saveImageFlag } from '@/lib/services/save-image-flag'

export const GET = route({
  who: 'account',
  params: assignmentPath,
  output: imageFlagOutput,
  run: ({ actor, params }) => readImageFlag(actor, { slug: params.project, assignmentId: params.assignment }),
})

export const PUT = route({
  who: 'account',
  params: assignmentPath,
  input: imageFlagInput,
  output: imageFlagOutput,
  run: ({ actor, params, input }) =>
    saveImageFlag(actor, { slug: params.project, assignmentId: params.assignment, ...input }),
})
