import { goldenOverview } from '@/lib/contracts/golden'
import { projectPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { readGoldenOverview } from '@/lib/services/read-golden-overview'

export const GET = route({
  who: 'account',
  params: projectPath,
  output: goldenOverview,
  run: ({ actor, params }) => readGoldenOverview(actor, params.project),
})
