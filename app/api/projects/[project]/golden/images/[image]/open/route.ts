import { goldenImagePath, goldenTask } from '@/lib/contracts/golden/golden'
import { route } from '@/lib/http/route'
import { openGoldenImage } from '@/lib/services/golden/open-golden-image'

export const POST = route({
  who: 'account',
  params: goldenImagePath,
  output: goldenTask,
  run: ({ actor, params }) => openGoldenImage(actor, { slug: params.project, imageId: params.image }),
})
