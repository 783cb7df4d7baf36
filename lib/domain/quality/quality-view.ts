import { addressView, pageNumber } from '@/lib/domain/address-view'

export const qualityAddress = addressView({ page: pageNumber(), qualificationPage: pageNumber('qualification') })
export type QualityView = typeof qualityAddress.initial
