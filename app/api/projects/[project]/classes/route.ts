import { classList, classSearchQuery } from '@/lib/contracts/images/image'
import { projectPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { findClasses } from '@/lib/services/classes/find-classes'

export const GET = route({
  who: 'account',
  params: projectPath,
  query: classSearchQuery,
  output: classList,
  run: ({ actor, params, query }) => findClasses(actor, { slug: params.project, query: query.query }),
})
