import { type Db, prisma } from '@/lib/db/client'
import { notFound } from '@/lib/errors'

/** The published release of a version, with its withdrawal; AppError `not-found` when there is none. */
export async function findRelease(projectId: number, version: string, db: Db = prisma) {
  const release = version.includes('\0')
    ? null
    : await db.release.findUnique({
        where: { projectId_version: { projectId, version }, NOT: { publishedAt: null } },
        include: { withdrawal: true },
      })
  if (!release?.publishedAt || release.checksum === null) throw notFound('release')
  return { ...release, publishedAt: release.publishedAt, checksum: release.checksum }
}
export type FoundRelease = Awaited<ReturnType<typeof findRelease>>
