import { statfs } from 'node:fs/promises'
import path from 'node:path'
import { pingDatabase } from '@/lib/db/session/ping-database'
import { isDiskFull, isUnavailable } from '@/lib/db/session/sql-state'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'

/** With less the database stops taking answers at any moment: PostgreSQL writes its log in pieces of 16 MB. */
const leastFreeBytes = 20_000_000

const diskFull = () =>
  new AppError(
    'unavailable',
    'The disk of the server is full, so nothing can be saved right now. Everything that was saved is safe. Whoever runs the server has to make room.',
  )

/**
 * What to answer when an error says that the server cannot do its work at the moment, rather than that it refused something:
 * the disk is full, or the database is not there. Null for any other error.
 */
export function unavailability(error: unknown): AppError | null {
  if (isDiskFull(error)) return diskFull()
  if (!isUnavailable(error)) return null
  const message = 'The database is not available right now. Everything that was saved is safe; try again in a moment.'
  return new AppError('unavailable', message)
}

/** Throws unless the database answers and there is room for what is written next. */
export async function checkHealth(
  dataFolder = path.resolve(env.DATA_DIR ?? '.data'),
  least = leastFreeBytes,
): Promise<void> {
  await pingDatabase()
  const disk = await statfs(dataFolder).catch(() => null)
  if (disk && disk.bavail * disk.bsize < least) throw diskFull()
}
