import { adjudicationHistoryQuery } from '@/lib/contracts/adjudication/adjudication'
import { projectPath } from '@/lib/contracts/path'
import { historyViewOf } from '@/lib/domain/adjudication/adjudication-history'
import { fileResponse } from '@/lib/http/file-response'
import { route } from '@/lib/http/route'
import { exportAdjudications } from '@/lib/services/adjudication/export-adjudications'

export const GET = route({
  who: 'account',
  params: projectPath,
  query: adjudicationHistoryQuery,
  run: async ({ actor, params, query }) =>
    fileResponse(await exportAdjudications(actor, { slug: params.project, view: historyViewOf(query) })),
})
