import { projectPath } from '@/lib/contracts/path'
import { goldenUseCounts, goldenUseInput } from '@/lib/contracts/quality'
import { route } from '@/lib/http/route'
import { setGoldenUse } from '@/lib/services/quality/set-golden-use'

export const PUT = route({
  who: 'account',
  params: projectPath,
  input: goldenUseInput,
  output: goldenUseCounts,
  run: ({ actor, params, input }) => setGoldenUse(actor, { slug: params.project, input }),
})
