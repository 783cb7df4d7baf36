import { goldenClassList } from '@/lib/contracts/golden/golden'
import { classSearchQuery } from '@/lib/contracts/images/image'
import { projectPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { findGoldenClasses } from '@/lib/services/golden/find-golden-classes'

export const GET = route({
  who: 'account',
  params: projectPath,
  query: classSearchQuery,
  output: goldenClassList,
  run: ({ actor, params, query }) => findGoldenClasses(actor, { slug: params.project, query: query.query }),
})
