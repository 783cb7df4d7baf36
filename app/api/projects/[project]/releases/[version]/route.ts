import { releaseDetail } from '@/lib/contracts/releases/release'
import { releasePath } from '@/lib/contracts/releases/release-file'
import { route } from '@/lib/http/route'
import { readRelease } from '@/lib/services/releases/read-release'

export const GET = route({
  who: 'account',
  params: releasePath,
  output: releaseDetail,
  run: ({ actor, params }) => readRelease(actor, { slug: params.project, version: params.version }),
})
