import type { GoldenNoteInput, GoldenPairDetail } from '@/lib/contracts/golden/golden-discussion'
import { prisma } from '@/lib/db/client'
import { insertGoldenNote } from '@/lib/db/golden/golden-notes'
import { findPair, findPairAnswers } from '@/lib/db/golden/golden-pair-query'
import { lockProject, writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { AppError, notFound } from '@/lib/errors'
import { conclusionCode, pairScope } from './golden-pair-scope'
import { goldenPairDetail } from './read-golden-pair'

/** The newest conclusion decides the truth; experts' answers stay. */
export async function addGoldenNote(
  actor: Actor,
  { slug, imageId, classId, text, conclusion }: GoldenNoteInput & { slug: string; imageId: number; classId: number },
): Promise<GoldenPairDetail> {
  const scope = await pairScope(actor, slug)
  const { project, userId, hidden } = scope
  const pair = hidden.has(imageId) ? null : await findPair(project.id, imageId, classId)
  if (!pair) throw notFound('pair')
  const user = userId && (await prisma.appUser.findUnique({ where: { id: userId }, select: { name: true } }))
  await prisma.$transaction(async (tx) => {
    await lockProject(tx, project.id)
    if (conclusion !== null && (await findPairAnswers(project.id, pair.candidateId, tx)).length === 0)
      throw new AppError('conflict', 'No expert has answered about this candidate yet, so there is nothing to resolve.')
    const noteId = await insertGoldenNote(
      {
        projectId: project.id,
        candidateId: pair.candidateId,
        userId,
        author: user ? user.name : 'Command line',
        text,
        conclusion: conclusion && conclusionCode[conclusion],
      },
      tx,
    )
    if (conclusion === null) return
    const details = { noteId, imageId, classId, conclusion }
    await writeAuditEvent(tx, { projectId: project.id, userId, action: 'golden.conclude', details })
  })
  return goldenPairDetail(scope, { imageId, classId })
}
