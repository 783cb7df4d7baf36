import { type ReleaseDetail, type ReleaseSummary, storedFacts } from '@/lib/contracts/releases/release'
import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { voteCountOf } from '@/lib/domain/releases/release-facts'
import { conflict, notFound, notInProject } from '@/lib/errors'
import { safeMarkdown } from '@/lib/formats/safe-markdown'
import { changeUnlocked, guardProject } from '@/lib/services/access/guard-project'
import { releaseCitation } from '@/lib/wording/releases/release-citation'
import { citableAddress, publicAddress } from './public-address'

const withdrawalOf = ({ withdrawal }: Pick<PublishedRelease, 'withdrawal'>) =>
  withdrawal && { reason: withdrawal.reason, at: withdrawal.createdAt.toISOString() }

export function releaseSummaryOf(release: PublishedRelease): ReleaseSummary {
  const { hashed } = storedFacts.parse(release.facts)
  const { counts, run } = hashed
  return {
    id: release.id,
    version: release.version,
    runId: release.runId,
    publishedAt: release.publishedAt.toISOString(),
    checksum: release.checksum,
    notes: release.notes,
    license: hashed.license,
    authors: hashed.authors ?? [],
    title: run.title,
    threshold: run.threshold,
    imageCount: counts.images,
    labelledImageCount: counts.images - counts.imagesWithoutLabel - (counts.excludedImages ?? 0),
    labelCount: counts.labels,
    voteCount: voteCountOf(hashed),
    changedImageCount: counts.changedImages,
    hasSimulated: hashed.hasSimulated,
    withdrawn: withdrawalOf(release),
    publicSince: release.publicSince?.toISOString() ?? null,
  }
}

const withWithdrawal = { include: { withdrawal: true } } as const

/** Includes withdrawn releases. Returns null if there is none of this version. */
async function findRelease(projectId: number, version: string, db: Db = prisma) {
  const release = version.includes('\0')
    ? null
    : await db.release.findUnique({
        where: { projectId_version: { projectId, version }, NOT: { publishedAt: null } },
        ...withWithdrawal,
      })
  if (!release?.publishedAt || release.checksum === null) return null
  return { ...release, publishedAt: release.publishedAt, checksum: release.checksum }
}
export type PublishedRelease = NonNullable<Awaited<ReturnType<typeof findRelease>>>

/** Includes withdrawn releases. Throws AppError `not-found` if there is none of this version. */
export async function getRelease(projectId: number, version: string, db: Db = prisma): Promise<PublishedRelease> {
  const release = await findRelease(projectId, version, db)
  if (!release) throw notInProject(`release ${version}`)
  return release
}

/** `anyone` reads public releases only, without an account. */
export type ReleaseReader = Actor | 'anyone'

/** Without a version, returns the current release. Throws AppError `not-found` alike for unknown and private ones. */
export async function getReadableRelease(
  reader: ReleaseReader,
  { slug, version }: { slug: string; version?: string | undefined },
): Promise<PublishedRelease> {
  if (reader !== 'anyone') {
    const { projectId } = await guardProject(reader, slug, 'admin')
    return version === undefined ? getCurrentRelease(projectId) : getRelease(projectId, version)
  }
  if (version === undefined || slug.includes('\0')) throw notFound('release')
  const project = await prisma.project.findUnique({ where: { slug, deletedAt: null }, select: { id: true } })
  const release = project && (await findRelease(project.id, version))
  if (!release?.publicSince) throw notFound('release')
  return release
}

/** Returns the version of the newest public release after this one that was not withdrawn; null if there is none. */
export async function findNewerPublic({ projectId, id }: PublishedRelease): Promise<string | null> {
  const newer = await prisma.release.findFirst({
    where: { projectId, id: { gt: id }, withdrawal: null, NOT: { publicSince: null } },
    orderBy: { id: 'desc' },
    select: { version: true },
  })
  return newer?.version ?? null
}

/** Returns the newest release that was not withdrawn. Throws AppError `conflict` if there is none. */
export async function getCurrentRelease(projectId: number): Promise<PublishedRelease> {
  const release = await prisma.release.findFirst({
    where: { projectId, withdrawal: null, NOT: { publishedAt: null } },
    orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
    ...withWithdrawal,
  })
  if (release) return release as PublishedRelease
  throw conflict('There is no current release. Publish one, or specify a withdrawn one.')
}

export async function listReleases(actor: Actor, slug: string): Promise<{ releases: ReleaseSummary[] }> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  const rows = await prisma.release.findMany({
    where: { projectId, NOT: { publishedAt: null } },
    include: { withdrawal: true },
    orderBy: { id: 'desc' },
  })
  return { releases: rows.map((row) => releaseSummaryOf(row as PublishedRelease)) }
}

export const readReleaseDetail = async (
  reader: ReleaseReader,
  wanted: { slug: string; version: string },
): Promise<ReleaseDetail> => releaseDetailOf(reader, wanted, await getReadableRelease(reader, wanted))

export async function releaseDetailOf(
  reader: ReleaseReader,
  { slug, version }: { slug: string; version: string },
  release: PublishedRelease,
): Promise<ReleaseDetail> {
  const { projectId, id: releaseId } = release
  const key = { projectId, releaseId }
  const parts = await prisma.releasePart.findMany({ where: key, orderBy: { name: 'asc' } })
  const previous =
    reader !== 'anyone' &&
    (await prisma.release.findFirst({
      where: { projectId, id: { lt: releaseId }, NOT: { publishedAt: null } },
      orderBy: { id: 'desc' },
      select: { version: true },
    }))
  const { hashed, card } = storedFacts.parse(release.facts)
  const summary = releaseSummaryOf(release)
  return {
    release: summary,
    facts: hashed,
    cardHtml: safeMarkdown(card),
    // Only a public release has an address that readers of a citation can open.
    citation: releaseCitation(
      hashed,
      release.checksum,
      release.publicSince && citableAddress(slug, version),
      summary.withdrawn?.at ?? null,
    ),
    parts: parts.map((part) => ({
      ...{ name: part.name, rows: part.rowCount, byteSize: Number(part.byteSize), sha256: part.sha256 },
    })),
    previous: previous ? previous.version : null,
    publicAddress: publicAddress(slug, version),
  }
}

/** Withdraws a release with a reason. It stays readable, and the withdrawal is permanent. */
export const withdrawRelease = (
  actor: Actor,
  { slug, version, reason }: { slug: string; version: string; reason: string },
): Promise<ReleaseSummary> =>
  changeUnlocked(actor, slug, async ({ tx: db, projectId, userId, audit }) => {
    const release = await getRelease(projectId, version, db)
    const key = { projectId, releaseId: release.id }
    const { count } = await db.releaseWithdrawal.createMany({ data: { ...key, reason, userId }, skipDuplicates: true })
    if (count === 0) throw conflict(`Release ${version} has already been withdrawn; the reason cannot be changed.`)
    await audit('release.withdraw', { releaseId: release.id, version, reason })
    return releaseSummaryOf(await getRelease(projectId, version, db))
  })

/** Opens or closes the public page of a release. Nothing happens if it already is as asked. */
export const setReleasePublic = (
  actor: Actor,
  { slug, version, isPublic }: { slug: string; version: string; isPublic: boolean },
): Promise<ReleaseSummary> =>
  changeUnlocked(actor, slug, async ({ tx: db, projectId, audit }) => {
    const { id } = await getRelease(projectId, version, db)
    const { count } = await db.release.updateMany({
      where: { projectId, id, publicSince: isPublic ? null : { not: null } },
      data: { publicSince: isPublic ? new Date() : null },
    })
    if (count > 0) await audit(isPublic ? 'release.make-public' : 'release.make-private', { releaseId: id, version })
    return releaseSummaryOf(await getRelease(projectId, version, db))
  })
