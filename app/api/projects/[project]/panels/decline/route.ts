import { z } from 'zod'
import { projectPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { declineConsent } from '@/lib/services/texts/decline-consent'

export const POST = route({
  who: 'account',
  params: projectPath,
  output: z.strictObject({}),
  run: async ({ actor, params }) => {
    await declineConsent(actor, params.project)
    return {}
  },
})
