import type { z } from 'zod'
import type { waiting } from '@/lib/contracts/projects/project'
import { findWaiting } from '@/lib/db/projects/project-overview-query'
import { countOpenAlerts } from '@/lib/db/quality/quality-alerts'
import { minChange } from '@/lib/domain/adjudication/adjudication'
import { type Actor, canAdminister } from '@/lib/domain/permissions'
import { countQueue } from '@/lib/services/adjudication/adjudication-queue'
import { isOpenClose, pairScope } from '@/lib/services/golden/golden-pairs'
import { newestRun } from '@/lib/services/runs/usable-run'

export async function readWaiting(actor: Actor, slug: string): Promise<z.infer<typeof waiting>> {
  const { projectId, role, hidden } = await pairScope(actor, slug)
  const hiddenImages = [...hidden]
  const [{ flags, reviews, suggestions, tallies }, alerts, adjudication] = await Promise.all([
    findWaiting({ projectId, hiddenImages }),
    countOpenAlerts(projectId),
    newestRun(projectId).then((run) =>
      countQueue({ projectId, run, classIndex: null, image: null, hiddenImages, minChange }),
    ),
  ])
  const disagreements = tallies.reduce((sum, { pairs, ...tally }) => sum + (isOpenClose(tally) ? pairs : 0), 0)
  const isAdmin = canAdminister(role)
  const forAdmins = { quality: alerts, flags, suggestions }
  const none = { quality: 0, flags: 0, suggestions: 0 }
  return { disagreements, adjudication, reviews, ...(isAdmin ? forAdmins : none) }
}
