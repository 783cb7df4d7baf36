import type { ExpertTask } from '@/lib/contracts/golden/golden'
import { prisma } from '@/lib/db/client'
import { addProposedCandidates, needsProposedCandidates } from '@/lib/db/golden/golden-candidates'
import {
  findBlindImages,
  findGoldenCandidates,
  findGoldenSteps,
  findGoldenVisit,
  type GoldenImageRow,
} from '@/lib/db/golden/golden-image-query'
import { lockProject } from '@/lib/db/session/transaction'
import { findNewestDocument } from '@/lib/db/texts/document-rows'
import { goldenOrder } from '@/lib/domain/golden/golden-order'
import { goldenPosition } from '@/lib/domain/golden/golden-position'
import type { Actor } from '@/lib/domain/permissions'
import { answerOf } from '@/lib/domain/rating/answer'
import { notFound } from '@/lib/errors'
import { wikipediaSearch } from '@/lib/services/access/rating-session'
import { accessAsExpert, type ExpertAccess } from './golden-expert'

const addressOf = (slug: string, image: GoldenImageRow) =>
  image.contentHash ? `/api/projects/${slug}/images/${image.contentHash}` : null

/** Adds candidates that models imported later propose. */
export async function topUpCandidates(projectId: number, imageIds: number[]): Promise<void> {
  if (!(await needsProposedCandidates(projectId, imageIds, prisma))) return
  await prisma.$transaction(async (tx) => {
    await lockProject(tx, projectId)
    await addProposedCandidates(projectId, imageIds, tx)
  })
}

export const openGoldenImage = async (
  actor: Actor,
  { slug, imageId, screens }: { slug: string; imageId: number; screens?: string },
): Promise<ExpertTask> => expertTask(await accessAsExpert(actor, slug, screens), imageId)

/** Orders classes per expert. Reveals neither the original label nor who proposed a class nor others' answers. */
export async function expertTask({ project, raterId }: ExpertAccess, imageId: number): Promise<ExpertTask> {
  const steps = await findGoldenSteps(project.id, raterId)
  if (!steps.some((step) => step.imageId === imageId)) throw notFound('golden image')
  await topUpCandidates(project.id, [imageId])
  const [candidates, visit, guidelines] = await Promise.all([
    findGoldenCandidates(project.id, imageId, raterId),
    findGoldenVisit(project.id, imageId, raterId),
    findNewestDocument(project.id, 'guidelines', null),
  ])
  const isAdded = visit !== null && candidates.some(({ answer }) => answer === null)
  const known = steps.map((step) => (step.imageId === imageId && isAdded ? { imageId, state: 'added' as const } : step))
  const position = goldenPosition(known, imageId)
  if (!position) throw notFound('golden image')
  const image = (await findBlindImages(project.id, [imageId])).get(imageId)
  if (!image) throw notFound('golden image')
  const { width, height, credit, creditUrl, license } = image
  return {
    project: { slug: project.slug, name: project.name, hasGuidelines: guidelines !== null && guidelines.text !== '' },
    raterId,
    imageId,
    ...position,
    revision: visit ? visit.revision + 1 : 0,
    image: { url: addressOf(project.slug, image), width, height, credit, creditUrl, license },
    candidates: goldenOrder(raterId, imageId, candidates).map(({ candidateId: _, answer, ...candidate }) => ({
      ...candidate,
      wikipediaUrl: candidate.wikipediaUrl ?? wikipediaSearch(candidate.name, candidate.lang),
      answer: answer === null ? null : answerOf(answer),
    })),
  }
}
