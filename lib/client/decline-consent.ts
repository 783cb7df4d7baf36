import { api } from './api'
import { isRecord } from './is-record'
import { partReader } from './reader'

/** Says no to the consent of a panel's study, which ends the visit. */
export const declineConsent = (slug: string) =>
  api.post({ address: `/api/projects/${slug}/panels/decline`, output: partReader<object>(isRecord) })
