import { type AgreementParts, type AgreementRequest, agreementParts } from '@/lib/agreement/agreement-parts'

/** Measures agreement somewhere: here, or in a thread of the worker. `onProgress` counts parts and may throw. */
export type ComputeAgreement = (
  request: AgreementRequest,
  hooks: { onProgress?: (done: number, total: number) => void; signal?: AbortSignal },
) => Promise<AgreementParts>

/** Measures it here and now; nothing else happens in this thread until it is done. */
export const agreementHere: ComputeAgreement = async (request, { onProgress }) => agreementParts(request, onProgress)
