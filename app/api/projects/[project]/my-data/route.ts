import { projectPath } from '@/lib/contracts/path'
import { fileResponse } from '@/lib/http/file-response'
import { route } from '@/lib/http/route'
import { exportOwnData } from '@/lib/services/raters/export-own-data'

export const GET = route({
  who: 'account',
  params: projectPath,
  run: async ({ actor, params }) => fileResponse(await exportOwnData(actor, params.project)),
})
