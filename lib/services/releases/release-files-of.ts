import { loadedSnapshot } from '@/lib/formats/release/loaded-snapshot'
import type { ReleaseFormat } from '@/lib/formats/release/release-format'
import {
  isReleaseFormat,
  type ReleaseFormatKey,
  releaseFileInfo,
  releaseFileName,
  releaseFormats,
  writersVersion,
} from '@/lib/formats/release-formats'
import type { Blocks, ReleaseHead, ReleaseSource } from '@/lib/formats/release-rows'
import {
  findReleaseFile,
  type ReleaseFileLocation,
  type StoredReleaseFile,
  storeReleaseFile,
} from '@/lib/storage/release-file-store'

export function releaseFileLocation(head: ReleaseHead, format: ReleaseFormatKey): ReleaseFileLocation {
  const { describesRelease }: ReleaseFormat = releaseFormats[format]
  const isMarked = describesRelease && head.withdrawnBecause !== null
  return {
    project: head.project,
    version: head.version,
    edition: `${head.contentHash}-${writersVersion}${isMarked ? '-withdrawn' : ''}`,
    fileName: releaseFileName(head.project, head.version, format),
  }
}

/** Files that this process is currently making; concurrent requests for the same file share the result. */
const beingMade = new Map<string, Promise<StoredReleaseFile>>()

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
    const shared = beingMade.get(key) ?? make(format, location).finally(() => beingMade.delete(key))
    beingMade.set(key, shared)
    return shared
  }
  return fileOf
}
