import { addressView, pageNumber } from '@/lib/domain/address-view'

/** What the page Quality shows: a page of its raters. */
export const qualityAddress = addressView({ page: pageNumber() })
export type QualityView = typeof qualityAddress.initial
