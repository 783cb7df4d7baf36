import { exportLabelsQuery } from '@/lib/contracts/data/data-export'
import { projectPath } from '@/lib/contracts/path'
import { fileResponse } from '@/lib/http/file-response'
import { route } from '@/lib/http/route'
import { exportLabels } from '@/lib/services/data/export-labels'

export const GET = route({
  who: 'account',
  params: projectPath,
  query: exportLabelsQuery,
  run: async ({ actor, params, query }) => fileResponse(await exportLabels(actor, { slug: params.project, ...query })),
})
