import { goldenOverview } from '@/lib/contracts/golden/golden'
import { projectPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { readGoldenOverview } from '@/lib/services/golden/read-golden-overview'

export const GET = route({
  who: 'account',
  params: projectPath,
  output: goldenOverview,
  run: ({ actor, params }) => readGoldenOverview(actor, params.project),
})
