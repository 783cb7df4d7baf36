import { api } from '@/lib/client/api'
import { isRecord } from '@/lib/client/is-record'
import { partReader } from '@/lib/client/reader'

/** Says no to the consent of a panel's study, which ends the visit. */
export const declineConsent = (slug: string) =>
  api.post({ address: `/api/projects/${slug}/panels/decline`, output: partReader<object>(isRecord) })
