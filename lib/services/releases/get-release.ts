import { type Db, prisma } from '@/lib/db/client'
import { AppError, notFound } from '@/lib/errors'

const withWithdrawal = { include: { withdrawal: true } } as const

/** Includes withdrawn releases. Throws AppError `not-found` if there is none of this version. */
export async function getRelease(projectId: number, version: string, db: Db = prisma) {
  const release = version.includes('\0')
    ? null
    : await db.release.findUnique({
        where: { projectId_version: { projectId, version }, NOT: { publishedAt: null } },
        ...withWithdrawal,
      })
  if (!release?.publishedAt || release.checksum === null) throw notFound('release')
  return { ...release, publishedAt: release.publishedAt, checksum: release.checksum }
}
export type PublishedRelease = Awaited<ReturnType<typeof getRelease>>

/** Returns the newest release that was not withdrawn. Throws AppError `conflict` if there is none. */
export async function getCurrentRelease(projectId: number, db: Db = prisma): Promise<PublishedRelease> {
  const release = await db.release.findFirst({
    where: { projectId, withdrawal: null, NOT: { publishedAt: null } },
    orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
    ...withWithdrawal,
  })
  if (release) return release as PublishedRelease
  throw new AppError('conflict', 'There is no current release. Publish one, or specify a withdrawn one.')
}
