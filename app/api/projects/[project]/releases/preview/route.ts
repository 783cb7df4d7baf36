import { projectPath } from '@/lib/contracts/path'
import { previewQuery, releasePreview } from '@/lib/contracts/releases/release'
import { route } from '@/lib/http/route'
import { previewRelease } from '@/lib/services/releases/preview-release'

export const GET = route({
  who: 'account',
  params: projectPath,
  query: previewQuery,
  output: releasePreview,
  run: ({ actor, params, query }) => previewRelease(actor, { slug: params.project, ...query }),
})
