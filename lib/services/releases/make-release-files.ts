import type { MakeFilesInput } from '@/lib/contracts/releases/release-file'
import type { Db } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { releaseFormatKeys, releaseFormats } from '@/lib/formats/release-formats'
import type { ProjectAccess } from '@/lib/services/access/guard-project'
import type { ProgressHooks } from '@/lib/services/progress'
import { getRelease } from './list-releases'
import { openRelease } from './open-release'
import { knownReleaseFormat } from './release-file'
import { releaseFilesOf } from './release-files-of'

export async function guardReleaseFiles({ project }: ProjectAccess, { version, formats }: MakeFilesInput, db: Db) {
  await getRelease(project.id, version, db)
  formats?.forEach(knownReleaseFormat)
  return undefined
}

/** Makes the missing files of a release, one after the other. If repeated, it keeps files already made. */
export async function makeReleaseFiles(
  actor: Actor,
  { slug, version, formats = releaseFormatKeys }: MakeFilesInput & { slug: string },
  { onProgress, signal }: ProgressHooks = {},
): Promise<{ version: string; fileCount: number; byteSize: number }> {
  const wanted = formats.map(knownReleaseFormat)
  const fileOf = releaseFilesOf(await openRelease(actor, { slug, version }), { signal })
  let byteSize = 0
  for (const [done, format] of wanted.entries()) {
    signal?.throwIfAborted()
    onProgress?.(`Writing ${releaseFormats[format].title}`, done, wanted.length)
    byteSize += (await fileOf(format)).byteSize
  }
  onProgress?.('Writing files', wanted.length, wanted.length)
  return { version, fileCount: wanted.length, byteSize }
}
