import type { MadeFiles, MakeFilesInput, ReleaseFileList } from '@/lib/contracts/releases/release-file'
import type { Db } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { AppError, invalidInput } from '@/lib/errors'
import { loadedSnapshot } from '@/lib/formats/release/loaded-snapshot'
import type { ReleaseFormat } from '@/lib/formats/release/release-format'
import {
  checksumsFileName,
  isReleaseFormat,
  type ReleaseFormatKey,
  releaseFileInfo,
  releaseFileName,
  releaseFormatKeys,
  releaseFormatOf,
  releaseFormats,
  writersVersion,
} from '@/lib/formats/release-formats'
import type { Blocks, ReleaseHead, ReleaseSource } from '@/lib/formats/release-rows'
import { takeAttempt } from '@/lib/services/access/attempt-limits'
import type { ProjectAccess } from '@/lib/services/access/guard-project'
import { shareRunning } from '@/lib/services/memoize'
import { type ProgressHooks, reportProgress } from '@/lib/services/progress'
import {
  findReleaseFile,
  type ReleaseFileLocation,
  type StoredReleaseFile,
  storeReleaseFile,
} from '@/lib/storage/release-file-store'
import { getRelease, type ReleaseReader } from './list-releases'
import { openRelease } from './open-release'

export function releaseFileLocation(head: ReleaseHead, format: ReleaseFormatKey): ReleaseFileLocation {
  const { describesRelease, revision = 0 }: ReleaseFormat = releaseFormats[format]
  const isMarked = describesRelease && head.withdrawnBecause !== null
  return {
    project: head.project,
    version: head.version,
    edition: `${head.contentHash}-${writersVersion + revision}${isMarked ? '-withdrawn' : ''}`,
    fileName: releaseFileName(head.project, head.version, format),
  }
}

/** Concurrent requests for the same file share the one that this process is making. */
const beingMade = shareRunning<StoredReleaseFile>()

export interface MakingHooks {
  /** Called with the number of rows read so far. */
  onRows?: (count: number) => void
  signal?: AbortSignal | undefined
}

/** Wraps a source so that each block reports progress and checks for cancellation. */
function watched(source: ReleaseSource, { onRows, signal }: MakingHooks): ReleaseSource {
  let count = 0
  const each = <Row>(read: () => Blocks<Row>) =>
    async function* (): Blocks<Row> {
      for await (const block of read()) {
        signal?.throwIfAborted()
        count += block.length
        onRows?.(count)
        yield block
      }
    }
  return {
    head: source.head,
    classes: each(() => source.classes()),
    images: each(() => source.images()),
    candidates: each(() => source.candidates()),
    votes: each(() => source.votes()),
    golden: each(() => source.golden()),
    exclusions: each(() => source.exclusions()),
    outsideList: source.outsideList && each(source.outsideList),
    decisions: each(() => source.decisions()),
    raters: each(() => source.raters()),
    classParameters: source.classParameters,
  }
}

/** Tables needed by several files are read once. */
export function releaseFilesOf(
  source: ReleaseSource,
  hooks: MakingHooks = {},
): (format: ReleaseFormatKey) => Promise<StoredReleaseFile> {
  const snapshot = loadedSnapshot(watched(source, hooks))
  const make = (format: ReleaseFormatKey, location: ReleaseFileLocation) =>
    storeReleaseFile(location, releaseFormats[format].write({ snapshot, fileOf: otherFile }))
  const otherFile = async (format: string) => {
    if (!isReleaseFormat(format)) throw new TypeError(`A release has no file “${format}”.`)
    return { ...releaseFileInfo(source.head, format), ...(await fileOf(format)) }
  }
  const fileOf = async (format: ReleaseFormatKey): Promise<StoredReleaseFile> => {
    const location = releaseFileLocation(source.head, format)
    const found = await findReleaseFile(location)
    if (found) return found
    // Cancellable work is not shared, since others who wait for it did not request the cancellation.
    if (hooks.signal) return make(format, location)
    const key = [location.project, location.edition, location.fileName].join('/')
    return beingMade(key, () => make(format, location))
  }
  return fileOf
}

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
  const problem = `There is no format “${key}”. Choose one of ${releaseFormatKeys.join(', ')}.`
  throw invalidInput(problem, { formats: problem })
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

export async function guardReleaseFiles({ project }: ProjectAccess, { version, formats }: MakeFilesInput, db: Db) {
  await getRelease(project.id, version, db)
  formats?.forEach(knownReleaseFormat)
}

/** Makes the missing files of a release, one after the other. If repeated, it keeps files already made. */
export async function makeReleaseFiles(
  actor: Actor,
  { slug, version, formats = releaseFormatKeys }: MakeFilesInput & { slug: string },
  { onProgress, signal }: ProgressHooks = {},
): Promise<MadeFiles> {
  const wanted = formats.map(knownReleaseFormat)
  const fileOf = releaseFilesOf(await openRelease(actor, { slug, version }), { signal })
  let byteSize = 0
  for (const [done, format] of wanted.entries()) {
    reportProgress({ onProgress, signal }, `Writing ${releaseFormats[format].title}`, done, wanted.length)
    byteSize += (await fileOf(format)).byteSize
  }
  onProgress?.('Writing files', wanted.length, wanted.length)
  return { version, fileCount: wanted.length, byteSize }
}

export const listReleaseFiles = async (
  reader: ReleaseReader,
  wanted: { slug: string; version: string },
): Promise<ReleaseFileList> => releaseFileListOf(reader, await openRelease(reader, wanted))

export async function releaseFileListOf(reader: ReleaseReader, { head }: ReleaseSource): Promise<ReleaseFileList> {
  const files = await filesOf(head)
  return {
    checksumsName: checksumsFileName(head.project, head.version),
    files: reader === 'anyone' ? files.filter(({ made }) => made !== null) : files,
  }
}

/** Returns a line for each file already made, in the format of `sha256sum --check`. */
export const releaseChecksums = async (head: ReleaseHead): Promise<string> =>
  (await filesOf(head)).map(({ fileName, made }) => (made ? `${made.sha256}  ${fileName}\n` : '')).join('')

const filesOf = (head: ReleaseHead): Promise<ReleaseFileList['files']> =>
  Promise.all(
    releaseFormatKeys.map(async (format) => {
      const found = await findReleaseFile(releaseFileLocation(head, format))
      const made = found && { byteSize: found.byteSize, sha256: found.sha256 }
      return { ...releaseFileInfo(head, format), made }
    }),
  )

/** `name` is a file of the release or its list of checksums. Only members can have a file made. */
export async function downloadReleaseFile(
  reader: ReleaseReader,
  { slug, version, name }: { slug: string; version: string; name: string },
): Promise<ReleaseFile | { fileName: string; text: string }> {
  const source = await openRelease(reader, { slug, version })
  const { project } = source.head
  if (name === checksumsFileName(project, version)) return { fileName: name, text: await releaseChecksums(source.head) }
  const format = releaseFormatOf(project, version, name)
  const isOffered =
    format && (reader !== 'anyone' || (await findReleaseFile(releaseFileLocation(source.head, format))) !== null)
  if (!isOffered) throw new AppError('not-found', `Release ${version} has no file “${name}”.`)
  return releaseFile(source, format)
}

/**
 * Counts a download without an account. Throws TooManyAttempts after 600 from one network in five minutes. A release has
 * about fifty parts and files, and a university can share one address.
 */
export const limitPublicDownloads = (network: string): Promise<void> =>
  takeAttempt([{ name: 'public downloads', of: [network], most: 600, seconds: 300 }])
