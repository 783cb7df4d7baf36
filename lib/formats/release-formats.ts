import { mediaTypeOf } from '@/lib/domain/media-type'
import { croissantFile } from './release/croissant-file'
import { foldersFile } from './release/folders-file'
import { huggingFaceFile } from './release/huggingface-file'
import { labelStudioFiles } from './release/label-studio-files'
import { parquetFiles } from './release/parquet-files'
import { publishedFiles } from './release/published-files'
import type { ReleaseFormat, SnapshotFormat } from './release/release-format'
import { tableFiles } from './release/table-files'

/** Every file of a release, in the order they are listed. Keys are what the command line and addresses say. */
export const releaseFormats = {
  ...publishedFiles,
  ...tableFiles,
  ...parquetFiles,
  huggingface: huggingFaceFile,
  ...labelStudioFiles,
  'imagenet-folders': foldersFile,
  croissant: croissantFile,
} satisfies Record<string, ReleaseFormat>

export type ReleaseFormatKey = keyof typeof releaseFormats

export const releaseFormatKeys = Object.keys(releaseFormats) as [ReleaseFormatKey, ...ReleaseFormatKey[]]

export const isReleaseFormat = (key: string): key is ReleaseFormatKey => Object.hasOwn(releaseFormats, key)

/** Raised whenever the same release is written otherwise than before, so that files made by earlier versions are left alone. */
export const writersVersion = 2

/** The formats that a project can be had as at any time, published or not. */
export const snapshotFormats: Readonly<Record<string, SnapshotFormat>> = Object.fromEntries(
  Object.entries<ReleaseFormat>(releaseFormats).flatMap(([key, format]) =>
    format.describesRelease ? [] : [[key, format]],
  ),
)

/** `photos-1-labels.csv`: files of several releases can lie in one folder. */
export const releaseFileName = (project: string, version: string, format: ReleaseFormatKey): string =>
  `${project}-${version}-${releaseFormats[format].suffix}`

/** What is known of a file of a release before it is made. */
export function releaseFileInfo({ project, version }: { project: string; version: string }, format: ReleaseFormatKey) {
  const { suffix, group, title, about, mediaType = mediaTypeOf(suffix) }: ReleaseFormat = releaseFormats[format]
  return { format, group, title, about, fileName: releaseFileName(project, version, format), mediaType }
}

/** The sums of a release's files, in the form that `sha256sum --check` reads. */
export const checksumsFileName = (project: string, version: string): string => `${project}-${version}-SHA256SUMS`

/** Which file of a release a name is of; null for a name that is none of its files. */
export function releaseFormatOf(project: string, version: string, fileName: string): ReleaseFormatKey | null {
  return releaseFormatKeys.find((format) => releaseFileName(project, version, format) === fileName) ?? null
}
