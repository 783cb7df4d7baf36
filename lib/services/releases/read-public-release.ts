import { publicReleaseFile, publicReleasePart } from '@/lib/contracts/endpoints/releases'
import type { PublicRelease } from '@/lib/contracts/releases/release-file'
import { mediaTypeOf } from '@/lib/domain/media-type'
import { datasetMetadata } from '@/lib/formats/release/dataset-metadata'
import { findNewerPublic, getReadableRelease, releaseDetailOf } from './list-releases'
import { releaseSource } from './open-release'
import { citableAddress, downloadAddress, serverOrigin } from './public-address'
import { releaseFileListOf } from './release-files'

/** Throws AppError `not-found` alike for unknown and private releases. */
export async function readPublicRelease(wanted: { slug: string; version: string }): Promise<PublicRelease> {
  const { slug, version } = wanted
  const published = await getReadableRelease('anyone', wanted)
  const detail = await releaseDetailOf('anyone', wanted, published)
  const files = await releaseFileListOf('anyone', releaseSource(published))
  const { facts, release, parts } = detail
  const address = citableAddress(slug, version)
  const metadata = datasetMetadata({
    facts,
    contentHash: release.checksum,
    address,
    withdrawnBecause: release.withdrawn?.reason ?? null,
    files: [
      ...files.files.flatMap(({ fileName: name, mediaType, made }) =>
        made ? [{ name, mediaType, url: downloadAddress(publicReleaseFile, wanted, name), ...made }] : [],
      ),
      ...parts.map(({ name, byteSize, sha256 }) => ({
        ...{ name, mediaType: mediaTypeOf(name), byteSize, sha256 },
        url: downloadAddress(publicReleasePart, wanted, name),
      })),
    ],
  })
  const newer = await findNewerPublic(published)
  return { detail, newer, files, origin: serverOrigin(), address, metadata }
}
