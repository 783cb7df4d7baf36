import { z } from 'zod'
import { AppError } from '@/lib/errors'
import type { ObjectStore } from '@/lib/storage/object-store'
import { savedRows } from './backup-manifest'

const archiveManifest = savedRows.extend({
  format: z.literal('reassess-project-1'),
  project: z.object({ slug: z.string(), name: z.string() }),
  /** Accounts that rows refer to: one JSON object per line with id, e-mail and name. */
  accounts: savedRows.shape.images,
})
export type ArchiveManifest = z.output<typeof archiveManifest>

export const archiveManifestKey = 'manifest.json'

/** Throws AppError `invalid-input` without a readable manifest. */
export async function readArchiveManifest(store: ObjectStore, file: string): Promise<ArchiveManifest> {
  const bytes = await store.get(archiveManifestKey)
  if (!bytes)
    throw new AppError(
      'invalid-input',
      `${file} has no ${archiveManifestKey}, so it is not the archive of a project. Name a file that archive-project has made.`,
    )
  try {
    return archiveManifest.parse(JSON.parse(bytes.toString('utf8')))
  } catch (cause) {
    throw new AppError(
      'invalid-input',
      `${archiveManifestKey} in ${file} is not from an archive that this version of Reassess can read. Update Reassess, or use another archive.`,
      { [archiveManifestKey]: String((cause as Error).message).slice(0, 300) },
    )
  }
}
