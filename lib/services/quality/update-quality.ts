import type { QualitySettings } from '@/lib/contracts/quality'
import { type Db, prisma } from '@/lib/db/client'
import { inTransaction, lockProject, writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { type BasedOn, refuseStale } from '@/lib/services/access/refuse-stale'
import { goldenUseCounts } from './golden-use-counts'
import { qualitySettingsOf, refuseMissingTest, usesControlTasks } from './quality-settings'
import { writeControlTasks } from './write-control-tasks'

/**
 * Settings apply from the next task on; raters who passed an earlier test stay qualified. Throws AppError
 * `invalid-input` if there are too few tasks for the test.
 */
export async function updateQuality(
  actor: Actor,
  { slug, settings, basedOn }: { slug: string; settings: QualitySettings; basedOn?: BasedOn },
  db: Db = prisma,
): Promise<QualitySettings> {
  const { project, userId } = await guardProject(actor, slug, 'admin', db)
  return inTransaction(db, async (tx) => {
    await lockProject(tx, project.id)
    const { quality } = await tx.project.findUniqueOrThrow({ where: { id: project.id } })
    if (basedOn) refuseStale(qualitySettingsOf(quality), settings, basedOn)
    if (usesControlTasks(settings)) await writeControlTasks(project.id, tx)
    if (settings.qualification)
      refuseMissingTest(settings.qualification, await goldenUseCounts(project.id, tx), 'qualification.testTasks')
    await tx.project.update({
      where: { id: project.id },
      // Raters who wait or have finished ask for tasks again.
      data: { quality: settings, generation: { increment: 1 } },
    })
    await writeAuditEvent(tx, { projectId: project.id, userId, action: 'quality.update', details: settings })
    return settings
  })
}
