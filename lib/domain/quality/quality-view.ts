import { addressView, optionalOneOf, pageNumber } from '@/lib/domain/address-view'
import { goldenUses } from './control-task-plan'

export const qualityAddress = addressView({ page: pageNumber(), qualificationPage: pageNumber('qualification') })
export type QualityView = typeof qualityAddress.initial

export const goldenUseAddress = addressView({ use: optionalOneOf(goldenUses), page: pageNumber() })
export type GoldenUseView = typeof goldenUseAddress.initial

export const trainingAddress = addressView({ page: pageNumber() })
