import type { ReleaseCompareQuery, ReleaseComparison } from '@/lib/contracts/releases/release-comparison'
import { prisma } from '@/lib/db/client'
import { pageOf } from '@/lib/domain/page-of'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { memoize } from '@/lib/services/memoize'
import { rankChanges } from '@/lib/services/models/read-model-scores'
import { getRelease, type PublishedRelease, releaseSummaryOf } from './list-releases'
import { onlyValue, releaseSource } from './open-release'
import { type ReleaseDifferences, releaseDifferences } from './release-difference'

const pageSize = 50
const classesShown = 12
const ratersShown = 20

/** Releases never change, so their differences are computed once. */
const keepDifferences = memoize<ReleaseDifferences>(8)

async function skillMeaningOf({ projectId, id: releaseId }: PublishedRelease): Promise<string | null> {
  const run = await onlyValue<{ skillMeaning: string }>({ projectId, releaseId, name: 'run.json' })
  return run?.skillMeaning ?? null
}

export async function compareReleases(
  actor: Actor,
  { slug, a, b, ...wanted }: ReleaseCompareQuery & { slug: string },
): Promise<ReleaseComparison> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  const [first, second] = [await getRelease(projectId, a), await getRelease(projectId, b)]
  const { changes, classes, raters, ...counts } = await keepDifferences(
    `${first.checksum} ${second.checksum}`,
    async () => releaseDifferences(releaseSource(first), releaseSource(second)),
  )
  const among = changes.filter(
    ({ change, classIndex }) =>
      (wanted.change === undefined || change === wanted.change) &&
      (wanted.class === undefined || classIndex === wanted.class),
  )
  const { page, pageCount, offset } = pageOf(among.length, wanted.page, pageSize)
  const shown = among.slice(offset, offset + pageSize)
  const images = await prisma.image.findMany({
    where: { projectId, fileName: { in: shown.map(({ fileName }) => fileName) } },
    select: { id: true, fileName: true },
  })
  const numbers = new Map(images.map(({ id, fileName }) => [fileName, id]))
  const [meaningA, meaningB] = [await skillMeaningOf(first), await skillMeaningOf(second)]
  return {
    a: releaseSummaryOf(first),
    b: releaseSummaryOf(second),
    gained: changes.filter(({ change }) => change === 'gained').length,
    lost: changes.filter(({ change }) => change === 'lost').length,
    ...counts,
    classes: classes.slice(0, classesShown),
    classCount: classes.length,
    raters: raters.slice(0, ratersShown),
    raterCount: raters.length,
    skillMeaning: meaningA === meaningB ? meaningA : null,
    models: await rankChanges(projectId, first.runId, second.runId),
    differences: shown.map((change) => ({ ...change, imageId: numbers.get(change.fileName) ?? null })),
    total: among.length,
    ...{ page, pageCount, pageSize },
  }
}
