import { projectPath } from '@/lib/contracts/path'
import { qualitySettings } from '@/lib/contracts/quality'
import { route } from '@/lib/http/route'
import { updateQuality } from '@/lib/services/quality/update-quality'

export const PUT = route({
  who: 'account',
  params: projectPath,
  input: qualitySettings,
  output: qualitySettings,
  run: ({ actor, params, input }) => updateQuality(actor, { slug: params.project, settings: input }),
})
