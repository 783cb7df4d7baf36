import { type ReleaseDetail, type ReleaseSummary, storedFacts } from '@/lib/contracts/releases/release'
import { type Db, prisma } from '@/lib/db/client'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { voteCountOf } from '@/lib/domain/releases/release-facts'
import { AppError, notFound } from '@/lib/errors'
import { safeMarkdown } from '@/lib/formats/safe-markdown'
import { guardProject } from '@/lib/services/access/guard-project'

const withdrawalOf = ({ withdrawal }: Pick<PublishedRelease, 'withdrawal'>) =>
  withdrawal && { reason: withdrawal.reason, at: withdrawal.createdAt.toISOString() }

export function releaseSummaryOf(release: PublishedRelease): ReleaseSummary {
  const { hashed } = storedFacts.parse(release.facts)
  const { counts, run } = hashed
  return {
    id: release.id,
    version: release.version,
    run: release.runId,
    publishedAt: release.publishedAt.toISOString(),
    checksum: release.checksum,
    notes: release.notes,
    title: run.title,
    threshold: run.threshold,
    imageCount: counts.images,
    labelCount: counts.labels,
    voteCount: voteCountOf(hashed),
    changedImageCount: counts.changedImages,
    hasSimulated: hashed.hasSimulated,
    withdrawn: withdrawalOf(release),
  }
}

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
export async function getCurrentRelease(projectId: number): Promise<PublishedRelease> {
  const release = await prisma.release.findFirst({
    where: { projectId, withdrawal: null, NOT: { publishedAt: null } },
    orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
    ...withWithdrawal,
  })
  if (release) return release as PublishedRelease
  throw new AppError('conflict', 'There is no current release. Publish one, or specify a withdrawn one.')
}

export async function listReleases(actor: Actor, slug: string): Promise<{ releases: ReleaseSummary[] }> {
  const { project } = await guardProject(actor, slug, 'admin')
  const rows = await prisma.release.findMany({
    where: { projectId: project.id, NOT: { publishedAt: null } },
    include: { withdrawal: true },
    orderBy: { id: 'desc' },
  })
  return { releases: rows.map((row) => releaseSummaryOf(row as PublishedRelease)) }
}

export async function readReleaseDetail(
  actor: Actor,
  { slug, version }: { slug: string; version: string },
): Promise<ReleaseDetail> {
  const { project } = await guardProject(actor, slug, 'admin')
  const release = await getRelease(project.id, version)
  const key = { projectId: project.id, releaseId: release.id }
  const parts = await prisma.releasePart.findMany({ where: key, orderBy: { name: 'asc' } })
  const previous = await prisma.release.findFirst({
    where: { projectId: project.id, id: { lt: release.id }, NOT: { publishedAt: null } },
    orderBy: { id: 'desc' },
    select: { version: true },
  })
  const { hashed, card, citation } = storedFacts.parse(release.facts)
  return {
    release: releaseSummaryOf(release),
    facts: hashed,
    cardHtml: safeMarkdown(card),
    citation,
    parts: parts.map((part) => ({
      ...{ name: part.name, rows: part.rowCount, bytes: Number(part.byteSize), sha256: part.sha256 },
    })),
    previous: previous?.version ?? null,
  }
}

/** Withdraws a release with a reason. It stays readable, and the withdrawal is permanent. */
export async function withdrawRelease(
  actor: Actor,
  { slug, version, reason }: { slug: string; version: string; reason: string },
): Promise<ReleaseSummary> {
  const { project, userId } = await guardProject(actor, slug, 'admin')
  return prisma.$transaction(async (db) => {
    const release = await getRelease(project.id, version, db)
    const key = { projectId: project.id, releaseId: release.id }
    const { count } = await db.releaseWithdrawal.createMany({ data: { ...key, reason, userId }, skipDuplicates: true })
    if (count === 0)
      throw new AppError('conflict', `Release ${version} has already been withdrawn; the reason cannot be changed.`)
    const details = { releaseId: release.id, version, reason }
    await writeAuditEvent(db, { projectId: project.id, userId, action: 'release.withdraw', details })
    return releaseSummaryOf(await getRelease(project.id, version, db))
  })
}
