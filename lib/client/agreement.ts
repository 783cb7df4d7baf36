import type { AgreementInput } from '@/lib/contracts/agreement'
import { jobSummary } from '@/lib/contracts/jobs'
import { api } from './api'

export const startAgreement = (slug: string, body: AgreementInput) =>
  api.post({ address: `/api/projects/${slug}/agreement`, output: jobSummary, body })
