import { projectPath } from '@/lib/contracts/path'
import { exportQuery } from '@/lib/contracts/runs/run'
import { fileResponse } from '@/lib/http/file-response'
import { route } from '@/lib/http/route'
import { exportRealJson } from '@/lib/services/runs/export-real-json'

export const GET = route({
  who: 'account',
  params: projectPath,
  query: exportQuery,
  run: async ({ actor, params, query }) =>
    fileResponse(await exportRealJson(actor, { slug: params.project, runId: query.run })),
})
