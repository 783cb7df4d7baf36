import { projectPath } from '@/lib/contracts/path'
import { releaseCompareQuery, releaseComparison } from '@/lib/contracts/releases/release'
import { route } from '@/lib/http/route'
import { compareReleases } from '@/lib/services/releases/compare-releases'

export const GET = route({
  who: 'account',
  params: projectPath,
  query: releaseCompareQuery,
  output: releaseComparison,
  run: ({ actor, params, query }) => compareReleases(actor, { slug: params.project, ...query }),
})
