import type { ReleasePreview } from '@/lib/contracts/releases/release'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { nextVersion } from '@/lib/domain/releases/release-version'
import { AppError } from '@/lib/errors'
import { safeMarkdown } from '@/lib/formats/safe-markdown'
import { guardProject } from '@/lib/services/access/guard-project'
import { usableRun } from '@/lib/services/runs/usable-run'
import { releaseCardText } from '@/lib/wording/releases/release-card'
import { releaseLimits } from '@/lib/wording/releases/release-limits'
import { releaseFactsOf } from './release-facts-of'
import { withReleaseSnapshot } from './release-snapshot'

export async function previewRelease(
  actor: Actor,
  { slug, run }: { slug: string; run?: number | undefined },
  now = new Date(),
): Promise<ReleasePreview> {
  const { project } = await guardProject(actor, slug, 'admin')
  const runId = await usableRun(project.id, run)
  const releases = await prisma.release.findMany({ where: { projectId: project.id }, select: { version: true } })
  const version = nextVersion(releases.map((release) => release.version))
  const metadata = {
    ...{ project: slug, projectName: project.name, description: project.description, version },
    ...{ publishedAt: now.toISOString(), notes: '', license: '', codeVersion: 'the version that publishes' },
  }
  try {
    const facts = await withReleaseSnapshot({ projectId: project.id, runId }, {}, (snapshot) =>
      releaseFactsOf(snapshot, metadata),
    )
    const cardHtml = safeMarkdown(releaseCardText(facts))
    return { run: runId, version, obstacle: null, cardHtml, limits: releaseLimits({ ...facts, license: 'to be said' }) }
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'conflict') throw error
    return { run: runId, version, obstacle: error.message, cardHtml: null, limits: [] }
  }
}
