import { importImagesInput } from '@/lib/contracts/data/import'
import { jobSummary } from '@/lib/contracts/jobs'
import { projectPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { startImport } from '@/lib/services/data/start-import'

export const POST = route({
  who: 'account',
  params: projectPath,
  input: importImagesInput,
  output: jobSummary,
  run: ({ actor, params, input }) =>
    startImport(actor, { slug: params.project, request: { kind: 'import-images', payload: input } }),
})
