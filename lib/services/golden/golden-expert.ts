import { defaultRaterSettings, raterSettings } from '@/lib/contracts/rating/rater-settings'
import { prisma } from '@/lib/db/client'
import { createRaterForAccount, setRaterLanguage } from '@/lib/db/rating/rating-session-query'
import { repeatOnConflict } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import type { AskingOrder } from '@/lib/domain/rating/answer-mode'
import { AppError, conflict, forbidden } from '@/lib/errors'
import { guardProject, type ProjectAccess } from '@/lib/services/access/guard-project'

export interface ExpertAccess extends ProjectAccess {
  userId: string
  raterId: number
}

/** Throws for answers of another account. The browser keeps them until that account signs in again. */
export function requireSameRater(access: { raterId: number }, raterId: number | undefined) {
  if (raterId === undefined || raterId === access.raterId) return
  throw new AppError('unauthenticated', 'Another account is signed in. These answers are kept until you sign in again.')
}

/** Not 404, from which an outbox infers missing access and keeps the answers for another account. */
export const cannotBeAnswered = (what: string) =>
  conflict(`This ${what} can no longer be answered. Your answer about it was not saved.`)

/** Creates a rater number if needed. Names use the language of `screens` unless the expert chose another. */
export async function accessAsExpert(actor: Actor, slug: string, screens?: string): Promise<ExpertAccess> {
  const access = await guardProject(actor, slug, 'expert')
  const { projectId, userId } = access
  if (userId === null) throw forbidden('Sign in to answer as an expert.')
  const raterId = await repeatOnConflict(() => createRaterForAccount(projectId, userId))
  if (screens !== undefined) await setRaterLanguage(projectId, raterId, screens)
  return { ...access, userId, raterId }
}

/** Returns and stores `chosen`, or else returns the previous choice; image by image by default. */
export async function chooseAskingOrder(
  actor: Actor,
  { slug, work, chosen }: { slug: string; work: 'golden' | 'adjudication'; chosen: AskingOrder | null },
): Promise<AskingOrder> {
  const { project, raterId } = await accessAsExpert(actor, slug)
  const where = { projectId_id: { projectId: project.id, id: raterId } }
  const rater = await prisma.rater.findUnique({ where, select: { settings: true } })
  const settings = raterSettings.safeParse(rater?.settings).data ?? defaultRaterSettings
  const before = settings.expertWays?.[work] ?? 'image'
  if (chosen === null || chosen === before) return before
  const expertWays = { ...settings.expertWays, [work]: chosen }
  await prisma.rater.update({ where, data: { settings: { ...settings, expertWays } } })
  return chosen
}
