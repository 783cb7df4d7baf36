import { agreementOutput } from '@/lib/contracts/agreement'
import { admin } from '@/lib/contracts/endpoint'

export const readAgreement = admin('GET /agreement', { output: agreementOutput })
