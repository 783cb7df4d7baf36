import { goldenPairPage, goldenPairQuery } from '@/lib/contracts/golden/golden-discussion'
import { projectPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { browseGoldenPairs } from '@/lib/services/golden/browse-golden-pairs'

export const GET = route({
  who: 'account',
  params: projectPath,
  query: goldenPairQuery,
  output: goldenPairPage,
  run: ({ actor, params, query }) => browseGoldenPairs(actor, { slug: params.project, ...query }),
})
