import { imageFlagInput, imageFlagOutput } from '@/lib/contracts/images/image-flag'
import { assignmentPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { readImageFlag } from '@/lib/services/images/read-image-flag'
import { saveImageFlag } from '@/lib/services/images/save-image-flag'

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
