import { prisma } from '@/lib/db/client'
import {
  findPaceMeasurement,
  findPaceStates,
  findPaces,
  findPositionPaces,
  writePaceMeasurement,
} from '@/lib/db/raters/pace-query'
import { withBulkSnapshot } from '@/lib/db/session/copy-session'
import { inTransaction, lockByKey } from '@/lib/db/session/transaction'
import { eachIndependently } from '@/lib/services/each-independently'
import { maxMeasuredLive } from '@/lib/services/measured-paces'

const minAgeMs = 60_000
/** A measurement is valid for this many times its duration, which limits them to a sixtieth of the database's time. */
const restShare = 60

const isDue = ({ measuredAt, tookMs }: { measuredAt: Date | null; tookMs: number | null }, now: Date) =>
  measuredAt === null || now.getTime() - measuredAt.getTime() >= Math.max(minAgeMs, restShare * (tookMs ?? 0))

/** Measures changed projects that have too many tasks to measure them when a page is opened. */
export async function measurePaces({
  now,
  moreThan = maxMeasuredLive,
}: {
  now: () => Date
  moreThan?: number
}): Promise<void> {
  await eachIndependently(await findPaceStates(moreThan), async (state) => {
    if (!isDue(state, now())) return
    const { projectId, taskCount } = state
    const measuredAt = now()
    const start = performance.now()
    const measured = await withBulkSnapshot(async (session) => ({
      raters: await findPaces(projectId, session),
      positions: await findPositionPaces(projectId, null, session),
    }))
    const tookMs = Math.round(performance.now() - start)
    await inTransaction(prisma, async (tx) => {
      await lockByKey(tx, 'paces', projectId)
      // Another worker may have measured it in the meantime.
      const last = await findPaceMeasurement(projectId, tx)
      if (!last || last.measuredAt < measuredAt)
        await writePaceMeasurement(tx, { projectId, measuredAt, tookMs, taskCount, ...measured })
    })
  })
}
