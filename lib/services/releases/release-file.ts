import { AppError } from '@/lib/errors'
import {
  isReleaseFormat,
  type ReleaseFormatKey,
  releaseFileInfo,
  releaseFormatKeys,
} from '@/lib/formats/release-formats'
import type { ReleaseSource } from '@/lib/formats/release-rows'
import { type MakingHooks, releaseFilesOf } from './release-files-of'

export interface ReleaseFile {
  format: ReleaseFormatKey
  fileName: string
  mediaType: string
  path: string
  byteSize: number
  /** Hexadecimal. */
  sha256: string
  publishedAt: string
  withdrawnBecause: string | null
}

/** Throws AppError `invalid-input` for an unknown format. */
export function knownReleaseFormat(key: string): ReleaseFormatKey {
  if (isReleaseFormat(key)) return key
  throw new AppError('invalid-input', `There is no format “${key}”. Choose one of ${releaseFormatKeys.join(', ')}.`, {
    format: 'is none',
  })
}

/** Makes the file at the first request. A release always gives the same bytes, so that downloads can resume. */
export async function releaseFile(
  source: ReleaseSource,
  format: ReleaseFormatKey,
  hooks: MakingHooks = {},
): Promise<ReleaseFile> {
  const { publishedAt, withdrawnBecause } = source.head
  const stored = await releaseFilesOf(source, hooks)(format)
  const { fileName, mediaType } = releaseFileInfo(source.head, format)
  return { format, fileName, mediaType, ...stored, publishedAt, withdrawnBecause }
}
