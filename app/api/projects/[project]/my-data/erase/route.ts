import { z } from 'zod'
import { projectPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { eraseOwnIdentity } from '@/lib/services/raters/erase-own-identity'

export const POST = route({
  who: 'account',
  params: projectPath,
  output: z.strictObject({}),
  run: async ({ actor, params }) => {
    await eraseOwnIdentity(actor, params.project)
    return {}
  },
})
