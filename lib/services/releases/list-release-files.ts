import type { ReleaseFileList } from '@/lib/contracts/releases/release-file'
import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { checksumsFileName, releaseFileInfo, releaseFormatKeys } from '@/lib/formats/release-formats'
import { findReleaseFile } from '@/lib/storage/release-file-store'
import { releaseFileLocation } from './release-files-of'
import { releaseToRead } from './release-to-read'

/** Every file that a release can be had as, with size and checksum of those that were made. */
export async function listReleaseFiles(
  actor: Actor,
  { slug, version }: { slug: string; version: string },
  db: Db = prisma,
): Promise<ReleaseFileList> {
  const { source } = await releaseToRead(actor, { slug, version }, db)
  const { head } = source
  const files = releaseFormatKeys.map(async (format) => {
    const found = await findReleaseFile(releaseFileLocation(head, format))
    const made = found && { byteSize: found.byteSize, sha256: found.sha256 }
    return { ...releaseFileInfo(head, format), made }
  })
  return { checksumsName: checksumsFileName(head.project, version), files: await Promise.all(files) }
}
