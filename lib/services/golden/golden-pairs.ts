import type {
  Conclusion,
  GoldenNoteInput,
  GoldenPair,
  GoldenPairDetail,
  GoldenPairPage,
} from '@/lib/contracts/golden/golden-discussion'
import { prisma } from '@/lib/db/client'
import { findBlindImages, findGoldenImage, findUnansweredImages } from '@/lib/db/golden/golden-image-query'
import {
  findEarlierAnswers,
  findGoldenNotes,
  findPair,
  findPairAnswers,
  findPairSummaries,
  insertGoldenNote,
} from '@/lib/db/golden/golden-pair-query'
import { findGoldenTallies, type GoldenTally } from '@/lib/db/golden/golden-truth-query'
import { inTransaction, lockProjectOrUnavailable, writeAuditEvent } from '@/lib/db/session/transaction'
import type { GoldenPairFilter } from '@/lib/domain/golden/golden-pair-filter'
import { goldenTruthOf, isCloseMajority } from '@/lib/domain/golden/golden-truth-rule'
import { pageOf } from '@/lib/domain/page-of'
import { type Actor, canAdminister } from '@/lib/domain/permissions'
import { type Answer, answerOf } from '@/lib/domain/rating/answer'
import { conflict, notFound } from '@/lib/errors'
import { guardProject, type ProjectAccess } from '@/lib/services/access/guard-project'
import { creditedPicture } from '@/lib/services/access/shown-picture'

interface PairScope extends ProjectAccess {
  /** Images whose pairs the reader may not see yet. */
  hidden: ReadonlySet<number>
}

/** Experts who are not admins see the discussion of an image only after answering all its candidates. */
export async function pairScope(actor: Actor, slug: string): Promise<PairScope> {
  const access = await guardProject(actor, slug, 'expert')
  const { projectId, role, userId } = access
  if (canAdminister(role) || userId === null) return { ...access, hidden: new Set() }
  const identity = await prisma.raterIdentity.findFirst({ where: { projectId, userId } })
  return { ...access, hidden: await findUnansweredImages(projectId, identity?.raterId ?? null) }
}

const conclusionOfCode: Record<number, Conclusion> = { 0: 'no', 1: 'reopen', 2: 'yes' }
const conclusionOf = (code: number | null): Conclusion | null => (code === null ? null : conclusionOfCode[code]!)
export const conclusionCode = { no: 0, reopen: 1, yes: 2 } as const

/** Null if the discussion was reopened. */
export function currentConclusion(code: number | null): 'no' | 'yes' | null {
  const conclusion = conclusionOf(code)
  return conclusion === 'reopen' ? null : conclusion
}

async function goldenPairs(projectId: number, tallies: readonly GoldenTally[]): Promise<GoldenPair[]> {
  const summaries = await findPairSummaries(
    projectId,
    tallies.map(({ candidateId }) => candidateId),
  )
  return tallies.flatMap((tally) => {
    const summary = summaries.get(tally.candidateId)
    if (!summary) return []
    const { imageId, classId, asked, maybe, yes, conclusion } = tally
    const { candidateId: _, ...shown } = summary
    return [
      {
        imageId,
        classId,
        counts: { no: asked - maybe - yes, maybe, yes },
        holds: goldenTruthOf(tally) ?? false,
        conclusion: currentConclusion(conclusion),
        ...shown,
      },
    ]
  })
}

const pageSize = 50

type Say = Pick<GoldenTally, 'asked' | 'maybe' | 'yes' | 'conclusion'>

const isConcluded = ({ conclusion }: Say) => currentConclusion(conclusion) !== null
/** Whether experts gave different answers. */
export const differs = ({ asked, maybe, yes }: Say) => ![asked - maybe - yes, maybe, yes].includes(asked)
/** Whether a pair needs discussion: experts differ, one answer decides, and there is no conclusion. */
export const isOpenClose = (tally: Say) => differs(tally) && isCloseMajority(tally) && !isConcluded(tally)

const shows: Record<GoldenPairFilter, (tally: GoldenTally) => boolean> = {
  close: isOpenClose,
  all: (tally) => differs(tally) || isConcluded(tally),
  concluded: isConcluded,
}

export async function listGoldenPairs(
  actor: Actor,
  { slug, show, page }: { slug: string; show: GoldenPairFilter; page: number },
): Promise<GoldenPairPage> {
  const { project, hidden } = await pairScope(actor, slug)
  const tallies = (await findGoldenTallies(project.id)).filter(shows.all)
  const open = tallies.filter(({ imageId }) => !hidden.has(imageId))
  const count = (filter: GoldenPairFilter) => open.filter(shows[filter]).length
  const shown = open
    .filter(shows[show])
    .sort((one, other) => one.imageId - other.imageId || one.classId - other.classId)
  const { offset, ...paging } = pageOf(shown.length, page, pageSize)
  return {
    pairs: await goldenPairs(project.id, shown.slice(offset, offset + pageSize)),
    counts: { close: count('close'), all: open.length, concluded: count('concluded') },
    ...paging,
    hiddenPairs: tallies.length - open.length,
  }
}

export const readGoldenPair = async (
  actor: Actor,
  { slug, ...pair }: { slug: string } & PairKey,
): Promise<GoldenPairDetail> => goldenPairDetail(await pairScope(actor, slug), pair)

interface PairKey {
  imageId: number
  classId: number
}

async function getPair({ projectId, hidden }: PairScope, { imageId, classId }: PairKey) {
  const pair = hidden.has(imageId) ? null : await findPair(projectId, imageId, classId)
  if (!pair) throw notFound('pair')
  return pair
}

/** The notes of a discussion as its readers get them. */
export const threadOf = (notes: Awaited<ReturnType<typeof findGoldenNotes>>): GoldenPairDetail['thread'] =>
  notes.map(({ conclusion, createdAt, ...note }) => ({
    ...note,
    conclusion: conclusionOf(conclusion),
    createdAt: createdAt.toISOString(),
  }))

async function goldenPairDetail(scope: PairScope, { imageId, classId }: PairKey): Promise<GoldenPairDetail> {
  const { project } = scope
  const pair = await getPair(scope, { imageId, classId })
  const { candidateId, name, externalId, index, otherNames, gloss, path } = pair
  const [answers, earlier, notes, images, golden] = await Promise.all([
    findPairAnswers(project.id, candidateId),
    findEarlierAnswers(project.id, candidateId),
    findGoldenNotes(project.id, candidateId),
    findBlindImages(project.id, [imageId]),
    findGoldenImage(project.id, imageId),
  ])
  const image = images.get(imageId)
  if (!image) throw notFound('pair')
  const { contentHash, credit, license } = image
  const count = (of: Answer) => answers.filter(({ answer }) => answer === of).length
  const newest = notes.findLast((note) => note.conclusion !== null)?.conclusion ?? null
  return {
    imageId,
    classId,
    name,
    contentHash,
    credit,
    license,
    counts: { no: count('no'), maybe: count('maybe'), yes: count('yes') },
    holds: goldenTruthOf({ asked: answers.length, yes: count('yes'), conclusion: newest }) ?? false,
    conclusion: currentConclusion(newest),
    notes: notes.length,
    class: { name, externalId, index },
    otherNames,
    gloss,
    path,
    image: creditedPicture(project.slug, image),
    isInGoldenSet: golden !== null,
    answers: answers.map((expert) => ({
      ...expert,
      earlier: earlier
        .filter(({ raterId }) => raterId === expert.raterId)
        .map((row) => ({ answer: answerOf(row.answer), replacedAt: row.replacedAt.toISOString() })),
    })),
    thread: threadOf(notes),
  }
}

/** The newest conclusion decides the truth; experts' answers stay. */
export async function addGoldenNote(
  actor: Actor,
  { slug, imageId, classId, text, conclusion }: GoldenNoteInput & { slug: string } & PairKey,
): Promise<GoldenPairDetail> {
  const scope = await pairScope(actor, slug)
  const { projectId, userId } = scope
  const { candidateId } = await getPair(scope, { imageId, classId })
  const user = userId && (await prisma.appUser.findUnique({ where: { id: userId }, select: { name: true } }))
  await inTransaction(prisma, async (tx) => {
    await lockProjectOrUnavailable(tx, projectId)
    if (conclusion !== null && (await findPairAnswers(projectId, candidateId, tx)).length === 0)
      throw conflict('No expert has answered about this candidate yet, so there is nothing to resolve.')
    const author = user ? user.name : 'Command line'
    const code = conclusion && conclusionCode[conclusion]
    const noteId = await insertGoldenNote({ projectId, candidateId, userId, author, text, conclusion: code }, tx)
    if (conclusion === null) return
    const details = { noteId, imageId, classId, conclusion }
    await writeAuditEvent(tx, { projectId, userId, action: 'golden.conclude', details })
  })
  return goldenPairDetail(scope, { imageId, classId })
}
