import { goldenPairDetail, goldenPairPath } from '@/lib/contracts/golden/golden-discussion'
import { route } from '@/lib/http/route'
import { readGoldenPair } from '@/lib/services/golden/read-golden-pair'

export const GET = route({
  who: 'account',
  params: goldenPairPath,
  output: goldenPairDetail,
  run: ({ actor, params }) =>
    readGoldenPair(actor, { slug: params.project, imageId: params.image, classId: params.class }),
})
