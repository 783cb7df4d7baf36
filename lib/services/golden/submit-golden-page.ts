import type { GoldenPageInput, GoldenPageWorkspace } from '@/lib/contracts/golden/golden-page'
import { prisma } from '@/lib/db/client'
import { lockExpert } from '@/lib/db/golden/golden-answer-rows'
import { findGoldenCandidateIds, hasGoldenPage, writeGoldenPage } from '@/lib/db/golden/golden-page-rows'
import { repeatOnConflict } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { answerCode } from '@/lib/domain/rating/answer'
import { accessAsExpert, goneToAnswer, requireSameRater } from './golden-expert'
import { goldenPageWorkspaceOf } from './next-golden-page'

/** Stores the same golden answers as image by image. Sending again is safe, even after answers changed. */
export async function submitGoldenPage(
  actor: Actor,
  { slug, next, ...input }: GoldenPageInput & { slug: string },
): Promise<GoldenPageWorkspace> {
  const access = await accessAsExpert(actor, slug)
  requireSameRater(access, input.raterId)
  const expert = { projectId: access.project.id, raterId: access.raterId }
  const { submission: page, pageMs, pictures } = input
  await repeatOnConflict(() =>
    prisma.$transaction(async (tx) => {
      await lockExpert(expert.projectId, expert.raterId, tx)
      if (await hasGoldenPage(expert, page, tx)) return
      const ids = pictures.map(({ candidateId }) => candidateId)
      const known = new Set(await findGoldenCandidateIds(expert.projectId, ids, tx))
      // Pictures that have left the golden set meanwhile are dropped.
      const said = pictures.filter(({ candidateId }) => known.has(candidateId))
      if (said.length === 0) throw goneToAnswer('page of golden images')
      await writeGoldenPage(
        expert,
        said.map(({ candidateId, answer, position, shownMs, isRest }) => ({
          candidateId,
          answer: answerCode(answer),
          asked: { page, pageMs, position, shownMs, isRest },
        })),
        tx,
      )
    }),
  )
  return goldenPageWorkspaceOf(access, next)
}
