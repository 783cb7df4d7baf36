import { type ReleaseDetail, storedFacts } from '@/lib/contracts/releases/release'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { safeMarkdown } from '@/lib/formats/safe-markdown'
import { guardProject } from '@/lib/services/access/guard-project'
import { getRelease, releaseSummaryOf } from './list-releases'

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
