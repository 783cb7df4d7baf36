import { AppError } from '@/lib/errors'
import {
  isReleaseFormat,
  type ReleaseFormatKey,
  releaseFileInfo,
  releaseFormatKeys,
} from '@/lib/formats/release-formats'
import type { ReleaseSource } from '@/lib/formats/release-rows'
import { type MakingHooks, releaseFilesOf } from './release-files-of'

/** A file of a release as it lies on this server. */
export interface ReleaseFile {
  format: ReleaseFormatKey
  fileName: string
  mediaType: string
  path: string
  byteSize: number
  /** In hex. */
  sha256: string
  publishedAt: string
  /** Null while the release stands. */
  withdrawnBecause: string | null
}

/** The format of that key. AppError `invalid-input` for what is none. */
export function knownReleaseFormat(key: string): ReleaseFormatKey {
  if (isReleaseFormat(key)) return key
  throw new AppError('invalid-input', `There is no format “${key}”. Choose one of ${releaseFormatKeys.join(', ')}.`, {
    format: 'is none',
  })
}

/**
 * One file of a release. It is made the first time that somebody asks for it and kept; the same release gives the same
 * bytes, so that a download can go on where it broke off.
 */
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
