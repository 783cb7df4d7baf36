import { whileBackingUp } from '@/lib/db/backup/backup-rows'
import { env } from '@/lib/env'
import { openBackupStore } from '@/lib/storage/backup-store'
import { metrics } from '@/lib/telemetry/metrics'
import { type MadeBackup, makeBackup, saveErasures } from './make-backup'
import { newestBackupTime } from './manifests'

const hourMs = 3_600_000

/**
 * Makes a backup to BACKUP_TO if the newest is older than BACKUP_EVERY_HOURS, in one of several workers. Always saves
 * the list of erasures there. Returns null if no backup is due or the setting is empty.
 */
export async function backUpWhenDue(projectRoot: string, now: Date): Promise<MadeBackup | null> {
  const { BACKUP_TO, BACKUP_EVERY_HOURS, BACKUP_KEEP, BACKUP_RECIPIENT } = env
  if (BACKUP_TO === undefined) return null
  metrics.showLastBackup(now)
  const store = await openBackupStore(BACKUP_TO)
  const isDue = async () => {
    const newest = await newestBackupTime(store)
    metrics.showLastBackup(now, newest)
    return newest === undefined || now.getTime() - newest.getTime() >= BACKUP_EVERY_HOURS * hourMs
  }
  await saveErasures(store)
  if (!(await isDue())) return null
  return whileBackingUp(async (signal) =>
    (await isDue())
      ? makeBackup(store, projectRoot, { recipient: BACKUP_RECIPIENT ?? null, keep: BACKUP_KEEP, now, signal })
      : null,
  )
}
