import type { ReleaseFileList } from '@/lib/contracts/releases/release-file'
import type { Actor } from '@/lib/domain/permissions'
import { checksumsFileName, releaseFileInfo, releaseFormatKeys } from '@/lib/formats/release-formats'
import type { ReleaseHead } from '@/lib/formats/release-rows'
import { findReleaseFile } from '@/lib/storage/release-file-store'
import { openRelease } from './open-release'
import { releaseFileLocation } from './release-files-of'

export async function listReleaseFiles(
  actor: Actor,
  { slug, version }: { slug: string; version: string },
): Promise<ReleaseFileList> {
  const { head } = await openRelease(actor, { slug, version })
  return { checksumsName: checksumsFileName(head.project, version), files: await filesOf(head) }
}

/** Returns a line for each file already made, in the format of `sha256sum --check`. */
export async function releaseChecksums(head: ReleaseHead): Promise<string> {
  return (await filesOf(head)).map(({ fileName, made }) => (made ? `${made.sha256}  ${fileName}\n` : '')).join('')
}

const filesOf = (head: ReleaseHead): Promise<ReleaseFileList['files']> =>
  Promise.all(
    releaseFormatKeys.map(async (format) => {
      const found = await findReleaseFile(releaseFileLocation(head, format))
      const made = found && { byteSize: found.byteSize, sha256: found.sha256 }
      return { ...releaseFileInfo(head, format), made }
    }),
  )
