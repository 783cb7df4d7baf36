import * as endpoints from '@/lib/contracts/endpoints/agreement'
import { serve } from '@/lib/http/serve'
import { readAgreement } from '@/lib/services/agreement/read-agreement'

export const GET = serve(endpoints.readAgreement, async ({ actor, slug }) => {
  const { measured } = await readAgreement(actor, slug)
  return measured ?? { stamp: null, report: null }
})
