import { projectPath } from '@/lib/contracts/path'
import { fileResponse } from '@/lib/http/file-response'
import { route } from '@/lib/http/route'
import { exportFlagsCsv } from '@/lib/services/images/export-flags-csv'

export const GET = route({
  who: 'account',
  params: projectPath,
  run: async ({ actor, params }) => fileResponse(await exportFlagsCsv(actor, { slug: params.project })),
})
