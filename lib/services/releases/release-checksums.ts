import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { listReleaseFiles } from './list-release-files'

/** A line for each file, as `sha256sum --check` reads them. */
export const checksumLines = (files: readonly { fileName: string; sha256: string }[]): string =>
  files.map(({ fileName, sha256 }) => `${sha256}  ${fileName}\n`).join('')

/** The checksums of those files of a release that were made. */
export async function releaseChecksums(
  actor: Actor,
  input: { slug: string; version: string },
  db: Db = prisma,
): Promise<{ fileName: string; text: string }> {
  const { checksumsName, files } = await listReleaseFiles(actor, input, db)
  const made = files.flatMap(({ fileName, made }) => (made ? [{ fileName, sha256: made.sha256 }] : []))
  return { fileName: checksumsName, text: checksumLines(made) }
}
