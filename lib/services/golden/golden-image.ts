import type {
  ExpertTask,
  GoldenAnswersInput,
  GoldenAnswersOutput,
  GoldenClass,
  GoldenClassNode,
} from '@/lib/contracts/golden/golden'
import { prisma } from '@/lib/db/client'
import { findAnswersAtRevision, writeGoldenAnswers } from '@/lib/db/golden/golden-answer-rows'
import { addCandidate, addProposedCandidates, needsProposedCandidates } from '@/lib/db/golden/golden-candidates'
import { findHierarchyNode, findHierarchyTop, searchHierarchy } from '@/lib/db/golden/golden-class-query'
import {
  findBlindImages,
  findGoldenCandidates,
  findGoldenImage,
  findGoldenSteps,
  findGoldenVisit,
} from '@/lib/db/golden/golden-image-query'
import { lockRater } from '@/lib/db/raters/rater-query'
import { findActorLanguage } from '@/lib/db/rating/rater-language'
import { inTransaction, lockProjectOrUnavailable, writeAuditEvent } from '@/lib/db/session/transaction'
import { findDocumentInForce } from '@/lib/db/texts/document-rows'
import { goldenOrder } from '@/lib/domain/golden/golden-order'
import { goldenPosition, goldenProgress, nextOpenImage } from '@/lib/domain/golden/golden-position'
import { goldenSubmission, type SubmissionVerdict } from '@/lib/domain/golden/golden-submission'
import type { Actor } from '@/lib/domain/permissions'
import { answerOf } from '@/lib/domain/rating/answer'
import { type AppError, conflict, invalidInput, notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { creditedPicture, withWikipedia } from '@/lib/services/access/shown-picture'
import { accessAsExpert, cannotBeAnswered, type ExpertAccess, requireSameRater } from './golden-expert'

/** Adds candidates that models imported later propose. */
export async function addMissingCandidates(projectId: number, imageIds: number[]): Promise<void> {
  if (!(await needsProposedCandidates(projectId, imageIds))) return
  await inTransaction(prisma, async (tx) => {
    await lockProjectOrUnavailable(tx, projectId)
    await addProposedCandidates(projectId, imageIds, tx)
  })
}

export const openGoldenImage = async (
  actor: Actor,
  { slug, imageId, screens }: { slug: string; imageId: number; screens?: string },
): Promise<ExpertTask> => expertTask(await accessAsExpert(actor, slug, screens), imageId)

/** Orders classes per expert. Reveals neither the original label nor who proposed a class nor others' answers. */
async function expertTask({ project, raterId }: ExpertAccess, imageId: number): Promise<ExpertTask> {
  const steps = await findGoldenSteps(project.id, raterId)
  if (!steps.some((step) => step.imageId === imageId)) throw notFound('golden image')
  await addMissingCandidates(project.id, [imageId])
  const [candidates, visit, guidelines] = await Promise.all([
    findGoldenCandidates(project.id, imageId, raterId),
    findGoldenVisit(project.id, imageId, raterId),
    findDocumentInForce(project.id, 'guidelines', null),
  ])
  const isAdded = visit !== null && candidates.some(({ answer }) => answer === null)
  const known = steps.map((step) => (step.imageId === imageId && isAdded ? { imageId, state: 'added' as const } : step))
  const position = goldenPosition(known, imageId)
  if (!position) throw notFound('golden image')
  const image = (await findBlindImages(project.id, [imageId])).get(imageId)
  if (!image) throw notFound('golden image')
  return {
    project: { slug: project.slug, name: project.name, hasGuidelines: guidelines !== null },
    raterId,
    imageId,
    ...position,
    revision: visit ? visit.revision + 1 : 0,
    image: creditedPicture(project.slug, image),
    candidates: goldenOrder(raterId, imageId, candidates).map(({ candidateId: _, answer, ...candidate }) => ({
      ...withWikipedia(candidate),
      answer: answer === null ? null : answerOf(answer),
    })),
  }
}

function refusal(verdict: Exclude<SubmissionVerdict, { kind: 'accepted' | 'repeated' }>): AppError {
  if (verdict.kind === 'conflict')
    return conflict('Different answers about this image were already saved, perhaps in another tab.')
  if (verdict.kind === 'missing')
    return conflict('A class was added to this image in the meantime. Answer about it too.', {
      answers: `${verdict.count} missing`,
    })
  return invalidInput('Answer each class of the image once.', {
    [`answers.${verdict.position}`]: 'is not about a class of this image, or about one that is already answered',
  })
}

/** Moves changed answers to the history. Sending again is safe, even after the expert has answered anew. */
export async function submitGoldenAnswers(
  actor: Actor,
  { slug, imageId, ...input }: GoldenAnswersInput & { slug: string; imageId: number },
): Promise<GoldenAnswersOutput> {
  const access = await accessAsExpert(actor, slug)
  requireSameRater(access, input.raterId)
  const { projectId, raterId } = access
  const outcome = await inTransaction(prisma, async (tx) => {
    await lockRater(projectId, raterId, tx)
    if (!(await findGoldenImage(projectId, imageId, tx))) throw cannotBeAnswered('golden image')
    const visit = await findGoldenVisit(projectId, imageId, raterId, tx)
    const now = await findGoldenCandidates(projectId, imageId, raterId, tx)
    const before =
      visit && input.revision < visit.revision
        ? await findAnswersAtRevision({ projectId, imageId, raterId, revision: input.revision }, tx)
        : new Map<number, number>()
    const candidates = now.map((one) => ({ ...one, answer: before.get(one.candidateId) ?? one.answer }))
    const verdict = goldenSubmission(input, visit?.revision ?? null, candidates)
    if (verdict.kind === 'repeated') return 'repeated' as const
    if (verdict.kind !== 'accepted') throw refusal(verdict)
    const { candidateIds, answers } = verdict
    const { revision } = input
    await writeGoldenAnswers({ projectId, imageId, raterId, revision, candidateIds, answers }, tx)
    return 'accepted' as const
  })
  const steps = await findGoldenSteps(projectId, raterId)
  const index = steps.findIndex((step) => step.imageId === imageId)
  return { outcome, progress: goldenProgress(steps), nextOpenImageId: nextOpenImage(steps, index) }
}

const limit = 30

/** Finds classes and inner nodes by part of a name; the top of the hierarchy without a query. */
export async function findGoldenClasses(
  actor: Actor,
  { slug, query }: { slug: string; query: string },
): Promise<{ classes: GoldenClass[] }> {
  const { projectId } = await guardProject(actor, slug, 'expert')
  const of = { projectId, language: await findActorLanguage(actor, projectId) }
  const classes = query === '' ? await findHierarchyTop(of, limit) : await searchHierarchy(of, query, limit)
  return { classes }
}

export async function readGoldenClass(
  actor: Actor,
  { slug, classId }: { slug: string; classId: number },
): Promise<GoldenClassNode> {
  const { projectId } = await guardProject(actor, slug, 'expert')
  const language = await findActorLanguage(actor, projectId)
  const found = await findHierarchyNode({ projectId, language }, classId)
  if (!found) throw notFound('class')
  return found
}

/** Adds a class to a golden image; all experts are asked about it. */
export async function addGoldenClass(
  actor: Actor,
  { slug, imageId, classId }: { slug: string; imageId: number; classId: number },
): Promise<ExpertTask> {
  const access = await accessAsExpert(actor, slug)
  const { project, userId, raterId } = access
  if (!(await findGoldenImage(project.id, imageId))) throw notFound('golden image')
  const found = await prisma.class.findUnique({ where: { projectId_id: { projectId: project.id, id: classId } } })
  if (!found) throw notFound('class')
  if (found.classIndex === null)
    throw invalidInput(`“${found.name}” groups other classes and cannot be a label itself.`, {
      classId: 'is not a label',
    })
  await inTransaction(prisma, async (tx) => {
    await lockProjectOrUnavailable(tx, project.id)
    if (!(await addCandidate(project.id, imageId, classId, tx))) return
    const details = { imageId, classId, raterId }
    await writeAuditEvent(tx, { projectId: project.id, userId, action: 'golden.add-class', details })
  })
  return expertTask(access, imageId)
}
