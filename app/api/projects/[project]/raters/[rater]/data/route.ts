import { raterPath } from '@/lib/contracts/quality'
import { fileResponse } from '@/lib/http/file-response'
import { route } from '@/lib/http/route'
import { exportRaterData } from '@/lib/services/raters/export-rater-data'

// By POST, because it is written down that an admin looked.
export const POST = route({
  who: 'account',
  params: raterPath,
  run: async ({ actor, params }) =>
    fileResponse(await exportRaterData(actor, { slug: params.project, raterId: params.rater })),
})
