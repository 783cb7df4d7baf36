import { type AgreementRequest, agreementParts } from '@/lib/agreement/agreement-parts'
import type { CountHooks } from '@/lib/services/compute'

export const computeAgreement = (request: AgreementRequest, { onProgress }: CountHooks) =>
  agreementParts(request, onProgress)
