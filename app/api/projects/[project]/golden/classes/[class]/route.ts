import { goldenClassNode, goldenClassPath } from '@/lib/contracts/golden/golden'
import { route } from '@/lib/http/route'
import { readGoldenClass } from '@/lib/services/golden/read-golden-class'

export const GET = route({
  who: 'account',
  params: goldenClassPath,
  output: goldenClassNode,
  run: ({ actor, params }) => readGoldenClass(actor, { slug: params.project, classId: params.class }),
})
