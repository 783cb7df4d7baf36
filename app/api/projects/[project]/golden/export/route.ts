import { projectPath } from '@/lib/contracts/path'
import { fileResponse } from '@/lib/http/file-response'
import { route } from '@/lib/http/route'
import { exportGoldenAnswers } from '@/lib/services/golden/export-golden-answers'

export const GET = route({
  who: 'account',
  params: projectPath,
  run: async ({ actor, params }) => fileResponse(await exportGoldenAnswers(actor, { slug: params.project })),
})
