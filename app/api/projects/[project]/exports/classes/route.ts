import { exportClassesQuery } from '@/lib/contracts/data/data-export'
import { projectPath } from '@/lib/contracts/path'
import { fileResponse } from '@/lib/http/file-response'
import { route } from '@/lib/http/route'
import { exportClasses } from '@/lib/services/classes/export-classes'

export const GET = route({
  who: 'account',
  params: projectPath,
  query: exportClassesQuery,
  run: async ({ actor, params, query }) => fileResponse(await exportClasses(actor, { slug: params.project, ...query })),
})
