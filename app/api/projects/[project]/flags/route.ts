import { flagPage, flagQuery } from '@/lib/contracts/flagged-image'
import { projectPath } from '@/lib/contracts/path'
import { flagViewOf } from '@/lib/domain/flag-view'
import { imageFlagKinds } from '@/lib/domain/image-flag'
import { route } from '@/lib/http/route'
import { listImageFlags } from '@/lib/services/list-image-flags'

export const GET = route({
  who: 'account',
  params: projectPath,
  query: flagQuery,
  output: flagPage,
  run: ({ actor, params, query }) =>
    listImageFlags(actor, { slug: params.project, view: flagViewOf(query, imageFlagKinds) }),
})
