import type { TrainingPage } from '@/lib/contracts/quality'
import { prisma } from '@/lib/db/client'
import { findExplanations } from '@/lib/db/quality/golden-use-query'
import { inTransaction, lockProjectOrUnavailable, writeAuditEvent } from '@/lib/db/session/transaction'
import { pageOf } from '@/lib/domain/page-of'
import type { Actor } from '@/lib/domain/permissions'
import { notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { type BaselineValues, refuseStale } from '@/lib/services/access/refuse-stale'
import { findGoldenUses } from './golden-use-counts'

const pageSize = 10

/** True labels come first. */
export async function readTrainingTexts(
  actor: Actor,
  { slug, page }: { slug: string; page: number },
): Promise<TrainingPage> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  const { images, truth } = await findGoldenUses(projectId)
  const known = new Set(truth.map(({ imageId }) => imageId))
  const training = images.filter(({ imageId, use }) => use === 'training' && known.has(imageId))
  const { offset, ...paging } = pageOf(training.length, page, pageSize)
  const shown = training.slice(offset, offset + pageSize)
  const shownIds = new Set(shown.map(({ imageId }) => imageId))
  const pairs = new Map(truth.filter(({ imageId }) => shownIds.has(imageId)).map((pair) => [pair.candidateId, pair]))
  const labels = (await findExplanations(projectId, [...pairs.keys()])).map((label) => ({
    ...label,
    imageId: pairs.get(label.candidateId)?.imageId,
    holds: pairs.get(label.candidateId)?.holds === true,
  }))
  return {
    images: shown.map(({ imageId, contentHash, credit, license }) => ({
      ...{ imageId, contentHash, credit, license },
      labels: labels
        .filter((label) => label.imageId === imageId)
        .sort((a, b) => Number(b.holds) - Number(a.holds))
        .map(({ candidateId, name, holds, explanation }) => ({ candidateId, name, holds, explanation })),
    })),
    ...paging,
  }
}

/** Saves why a label of a golden image is true or false, for raters in training. An empty text removes it. */
export async function writeExplanation(
  actor: Actor,
  { slug, candidateId, text, basedOn }: { slug: string; candidateId: number; text: string; basedOn?: BaselineValues },
): Promise<{ text: string | null }> {
  const { projectId, userId } = await guardProject(actor, slug, 'expert')
  const key = { projectId_candidateId: { projectId, candidateId } }
  const candidate = await prisma.candidate.findFirst({
    where: { projectId, id: candidateId, image: { golden: { isNot: null } } },
    select: { id: true },
  })
  if (!candidate) throw notFound('label of a golden image')
  return inTransaction(prisma, async (tx) => {
    await lockProjectOrUnavailable(tx, projectId)
    const found = await tx.goldenExplanation.findUnique({ where: key })
    refuseStale({ text: found?.text ?? '' }, { text }, basedOn)
    if (text === '') await tx.goldenExplanation.deleteMany({ where: { projectId, candidateId } })
    else await tx.goldenExplanation.upsert({ where: key, create: { projectId, candidateId, text }, update: { text } })
    await writeAuditEvent(tx, { projectId, userId, action: 'golden.explain', details: { candidateId, text } })
    return { text: text || null }
  })
}
