import { flagPage, flagQuery } from '@/lib/contracts/images/flagged-image'
import { projectPath } from '@/lib/contracts/path'
import { flagViewOf } from '@/lib/domain/images/flag-view'
import { imageFlagKinds } from '@/lib/domain/images/image-flag'
import { route } from '@/lib/http/route'
import { listImageFlags } from '@/lib/services/images/list-image-flags'

export const GET = route({
  who: 'account',
  params: projectPath,
  query: flagQuery,
  output: flagPage,
  run: ({ actor, params, query }) =>
    listImageFlags(actor, { slug: params.project, view: flagViewOf(query, imageFlagKinds) }),
})
