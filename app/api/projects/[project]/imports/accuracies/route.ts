import { importAccuraciesInput } from '@/lib/contracts/import'
import { jobSummary } from '@/lib/contracts/job'
import { projectPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { startImport } from '@/lib/services/start-import'

export const POST = route({
  who: 'account',
  params: projectPath,
  input: importAccuraciesInput,
  output: jobSummary,
  run: ({ actor, params, input }) =>
    startImport(actor, { slug: params.project, request: { kind: 'import-accuracies', payload: input } }),
})
