import type { GoldenPairDetail } from '@/lib/contracts/golden/golden-discussion'
import { findBlindImages } from '@/lib/db/golden/golden-image-query'
import { findGoldenNotes } from '@/lib/db/golden/golden-notes'
import { findEarlierAnswers, findPair, findPairAnswers } from '@/lib/db/golden/golden-pair-query'
import { goldenTruthOf } from '@/lib/domain/golden/golden-truth-rule'
import type { Actor } from '@/lib/domain/permissions'
import { answerOf } from '@/lib/domain/rating/answer'
import { notFound } from '@/lib/errors'
import { conclusionOf, currentConclusion, type PairScope, pairScope } from './golden-pair-scope'

export const readGoldenPair = async (
  actor: Actor,
  { slug, ...pair }: { slug: string; imageId: number; classId: number },
): Promise<GoldenPairDetail> => goldenPairDetail(await pairScope(actor, slug), pair)

export async function goldenPairDetail(
  { project, hidden }: PairScope,
  { imageId, classId }: { imageId: number; classId: number },
): Promise<GoldenPairDetail> {
  const pair = hidden.has(imageId) ? null : await findPair(project.id, imageId, classId)
  if (!pair) throw notFound('pair')
  const { candidateId, name, externalId, index, otherNames, gloss, path } = pair
  const [answers, earlier, notes, images] = await Promise.all([
    findPairAnswers(project.id, candidateId),
    findEarlierAnswers(project.id, candidateId),
    findGoldenNotes(project.id, candidateId),
    findBlindImages(project.id, [imageId]),
  ])
  const image = images.get(imageId)
  if (!image) throw notFound('pair')
  const { contentHash, width, height, credit, creditUrl, license } = image
  const count = (code: number) => answers.filter(({ answer }) => answer === code).length
  const newest = notes.findLast((note) => note.conclusion !== null)?.conclusion ?? null
  return {
    imageId,
    classId,
    name,
    contentHash,
    credit,
    license,
    counts: { no: count(0), maybe: count(1), yes: count(2) },
    holds: goldenTruthOf({ asked: answers.length, yes: count(2), conclusion: newest }) ?? false,
    conclusion: currentConclusion(newest),
    notes: notes.length,
    class: { name, externalId, index },
    otherNames,
    gloss,
    path,
    image: {
      url: contentHash && `/api/projects/${project.slug}/images/${contentHash}`,
      width,
      height,
      credit,
      creditUrl,
      license,
    },
    answers: answers.map(({ answer, answeredAt, ...expert }) => ({
      ...expert,
      answer: answerOf(answer),
      answeredAt: answeredAt?.toISOString() ?? null,
      earlier: earlier
        .filter(({ raterId }) => raterId === expert.raterId)
        .map((row) => ({ answer: answerOf(row.answer), replacedAt: row.replacedAt.toISOString() })),
    })),
    thread: notes.map(({ conclusion, createdAt, ...note }) => ({
      ...note,
      conclusion: conclusionOf(conclusion),
      createdAt: createdAt.toISOString(),
    })),
  }
}
