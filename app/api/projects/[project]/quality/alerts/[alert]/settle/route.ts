import { alertPath, settledAlert } from '@/lib/contracts/quality'
import { route } from '@/lib/http/route'
import { settleAlert } from '@/lib/services/quality/settle-alert'

export const POST = route({
  who: 'account',
  params: alertPath,
  output: settledAlert,
  run: ({ actor, params }) => settleAlert(actor, { slug: params.project, alertId: params.alert }),
})
