import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { checksumsFileName, releaseFormatOf } from '@/lib/formats/release-formats'
import { releaseChecksums } from './list-release-files'
import { openRelease } from './open-release'
import { type ReleaseFile, releaseFile } from './release-file'

/** `name` is a file of the release or its list of checksums. */
export async function downloadReleaseFile(
  actor: Actor,
  { slug, version, name }: { slug: string; version: string; name: string },
): Promise<ReleaseFile | { fileName: string; text: string }> {
  const source = await openRelease(actor, { slug, version })
  const { project } = source.head
  if (name === checksumsFileName(project, version)) return { fileName: name, text: await releaseChecksums(source.head) }
  const format = releaseFormatOf(project, version, name)
  if (!format) throw new AppError('not-found', `Release ${version} has no file “${name}”.`)
  return releaseFile(source, format)
}
