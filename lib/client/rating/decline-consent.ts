import { request, type SmallEndpoint } from '@/lib/client/api'
import { isRecord, partReader } from '@/lib/client/reader'
import type * as texts from '@/lib/contracts/endpoints/texts'

const decline: SmallEndpoint<typeof texts.declineConsent> = {
  method: 'POST',
  path: '/api/projects/[project]/panels/decline',
  output: partReader(isRecord),
}

/** Says no to the consent of a panel's study, which ends the visit. */
export const declineConsent = (slug: string) => request(decline, { project: slug })
