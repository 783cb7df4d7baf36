import { projectPath } from '@/lib/contracts/path'
import { fileResponse } from '@/lib/http/file-response'
import { route } from '@/lib/http/route'
import { exportVotesCsv } from '@/lib/services/runs/export-votes-csv'

export const GET = route({
  who: 'account',
  params: projectPath,
  run: async ({ actor, params }) => fileResponse(await exportVotesCsv(actor, { slug: params.project })),
})
