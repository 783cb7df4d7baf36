import { panelSettings } from '@/lib/contracts/recruitment'
import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { AppError, forbidden } from '@/lib/errors'
import { raterRow } from './guard-project'

export interface OwnRater {
  projectId: number
  slug: string
  name: string
  /** Null for a member who has never rated in this project. */
  raterId: number | null
}

/** Returns the actor as a rater, for access to their own data. Creates no rater. */
export async function ownRater(actor: Actor, slug: string): Promise<OwnRater> {
  const { projectId, name, raterId } = await raterRow.read(actor, slug)
  if (actor.kind === 'panelist') await refuseUnproven(actor)
  return { projectId, slug, name, raterId }
}

/** Refuses what was done on the page of another rater, whose session this one replaced in the browser. */
export function refuseOtherPage(raterId: number, page: { raterId: number }): void {
  if (raterId === page.raterId) return
  const message = 'Someone else has signed in or entered the study in this browser. Sign in, or open the study, again.'
  throw new AppError('unauthenticated', message)
}

// Anyone who knows a person's id at the panel can make up an unsigned entry address, so an unsigned visit may neither
// show nor erase the data of another visit.
async function refuseUnproven({ projectId, raterId }: Actor & { kind: 'panelist' }): Promise<void> {
  const visits = await prisma.panelVisit.findMany({
    where: { projectId, raterId },
    select: { sessionCount: true, panel: { select: { settings: true } } },
  })
  const sessions = visits.reduce((sum, { sessionCount }) => sum + sessionCount, 0)
  if (sessions < 2 || visits.every(({ panel }) => panelSettings.parse(panel.settings).isSigned)) return
  throw forbidden(
    'You joined more than once, and we cannot verify that it was you each time. Contact the people who sent you here; they can do this for you.',
  )
}
