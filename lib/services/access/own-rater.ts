import { panelSettings } from '@/lib/contracts/recruitment'
import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { raterRow } from './guard-project'

export interface OwnRater {
  projectId: number
  slug: string
  name: string
  /** Null for a member who never rated here. */
  raterId: number | null
}

/** Who the actor is as a rater of the project, for what concerns themselves; makes nobody a rater. */
export async function ownRater(actor: Actor, slug: string, db: Db = prisma): Promise<OwnRater> {
  const { projectId, name, raterId } = await raterRow.read(actor, slug, db)
  if (actor.kind === 'panelist') await refuseUnproven(actor, db)
  return { projectId, slug, name, raterId }
}

// An address that is not signed can be made up by whoever knows a person's number at the panel. What another visit left is
// therefore neither shown nor erased on its word.
async function refuseUnproven({ projectId, raterId }: Actor & { kind: 'panelist' }, db: Db): Promise<void> {
  const visits = await db.panelVisit.findMany({
    where: { projectId, raterId },
    include: { panel: { select: { settings: true } } },
    take: 2,
  })
  const sessions = visits.reduce((sum, { sessionCount }) => sum + sessionCount, 0)
  if (sessions < 2 || panelSettings.parse(visits[0]!.panel.settings).isSigned) return
  throw new AppError(
    'forbidden',
    'You joined more than once, and we cannot verify that it was you each time. Contact the people who sent you here; they can do this for you.',
  )
}
