import { prisma } from '@/lib/db/client'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'

/** Saves why a label of a golden image is true or false, for raters in training. An empty text removes it. */
export async function writeExplanation(
  actor: Actor,
  { slug, candidateId, text }: { slug: string; candidateId: number; text: string },
): Promise<{ text: string | null }> {
  const { projectId, userId } = await guardProject(actor, slug, 'expert')
  const key = { projectId_candidateId: { projectId, candidateId } }
  const candidate = await prisma.candidate.findFirst({
    where: { projectId, id: candidateId, image: { golden: { isNot: null } } },
    select: { id: true },
  })
  if (!candidate) throw notFound('label of a golden image')
  return prisma.$transaction(async (tx) => {
    if (text === '') await tx.goldenExplanation.deleteMany({ where: { projectId, candidateId } })
    else await tx.goldenExplanation.upsert({ where: key, create: { projectId, candidateId, text }, update: { text } })
    await writeAuditEvent(tx, { projectId, userId, action: 'golden.explain', details: { candidateId, text } })
    return { text: text || null }
  })
}
