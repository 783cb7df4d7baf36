import { mediaTypeOf } from '@/lib/domain/media-type'
import { citationFile } from './release/citation-file'
import { croissantFile } from './release/croissant-file'
import { dataCardFile } from './release/data-card-file'
import { foldersFile } from './release/folders-file'
import { huggingFaceFile } from './release/huggingface-file'
import { labelStudioFiles } from './release/label-studio-files'
import { publishedFiles } from './release/published-files'
import type { ReleaseFormat, SnapshotFormat } from './release/release-format'
import { tableFiles } from './release/table-files'

/** Every file of a release, in display order. Keys are used by the command line and in URLs. */
export const releaseFormats = {
  ...publishedFiles,
  ...tableFiles,
  huggingface: huggingFaceFile,
  ...labelStudioFiles,
  'imagenet-folders': foldersFile,
  croissant: croissantFile,
  'data-card': dataCardFile,
  citation: citationFile,
} satisfies Record<string, ReleaseFormat>

export type ReleaseFormatKey = keyof typeof releaseFormats

export const releaseFormatKeys = Object.keys(releaseFormats) as [ReleaseFormatKey, ...ReleaseFormatKey[]]

export const isReleaseFormat = (key: string): key is ReleaseFormatKey => Object.hasOwn(releaseFormats, key)

/**
 * Increment when most writers change their output, so that files made by earlier versions are not reused; `revision`
 * of a format if only its own does. Public pages lack the file until a job has generated it again.
 */
export const writersVersion = 3

/** Formats that can be exported at any time, published or not. */
export const snapshotFormats: Readonly<Record<string, SnapshotFormat>> = Object.fromEntries(
  Object.entries<ReleaseFormat>(releaseFormats).flatMap(([key, format]) =>
    format.describesRelease ? [] : [[key, format]],
  ),
)

/** `photos-1-labels.csv`: files of several releases can share a folder. */
export const releaseFileName = (project: string, version: string, format: ReleaseFormatKey): string =>
  `${project}-${version}-${releaseFormats[format].suffix}`

export function releaseFileInfo({ project, version }: { project: string; version: string }, format: ReleaseFormatKey) {
  const { suffix, group, title, about, mediaType = mediaTypeOf(suffix) }: ReleaseFormat = releaseFormats[format]
  return { format, group, title, about, fileName: releaseFileName(project, version, format), mediaType }
}

/** Name of the checksums file, in the format of `sha256sum --check`. */
export const checksumsFileName = (project: string, version: string): string => `${project}-${version}-SHA256SUMS`

export function releaseFormatOf(project: string, version: string, fileName: string): ReleaseFormatKey | null {
  return releaseFormatKeys.find((format) => releaseFileName(project, version, format) === fileName) ?? null
}
