import { raterPath } from '@/lib/contracts/quality'
import { raterMessageList } from '@/lib/contracts/raters/rater-message'
import { route } from '@/lib/http/route'
import { listRaterMessages } from '@/lib/services/raters/list-rater-messages'

export const GET = route({
  who: 'account',
  params: raterPath,
  output: raterMessageList,
  run: ({ actor, params }) => listRaterMessages(actor, { slug: params.project, raterId: params.rater }),
})
