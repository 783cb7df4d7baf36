import { goldenImagePage, goldenImageQuery } from '@/lib/contracts/golden/golden'
import { projectPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { browseGoldenImages } from '@/lib/services/golden/browse-golden-images'

export const GET = route({
  who: 'account',
  params: projectPath,
  query: goldenImageQuery,
  output: goldenImagePage,
  run: ({ actor, params, query }) => browseGoldenImages(actor, { slug: params.project, page: query.page }),
})
