import { exportPredictionsQuery } from '@/lib/contracts/data/data-export'
import { projectPath } from '@/lib/contracts/path'
import { fileResponse } from '@/lib/http/file-response'
import { route } from '@/lib/http/route'
import { exportPredictions } from '@/lib/services/data/export-predictions'

export const GET = route({
  who: 'account',
  params: projectPath,
  query: exportPredictionsQuery,
  run: async ({ actor, params, query }) =>
    fileResponse(await exportPredictions(actor, { slug: params.project, ...query })),
})
