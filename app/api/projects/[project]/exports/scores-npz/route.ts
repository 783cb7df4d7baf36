import { projectPath } from '@/lib/contracts/path'
import { exportQuery } from '@/lib/contracts/runs/run'
import { fileResponse } from '@/lib/http/file-response'
import { route } from '@/lib/http/route'
import { exportScoresNpz } from '@/lib/services/runs/export-scores-npz'

export const GET = route({
  who: 'account',
  params: projectPath,
  query: exportQuery,
  run: async ({ actor, params, query }) =>
    fileResponse(await exportScoresNpz(actor, { slug: params.project, runId: query.run })),
})
