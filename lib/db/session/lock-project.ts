import type { Db } from '@/lib/db/client'
import type { CopySession } from './copy-session'

/**
 * Lets one change at a time be made that looks at all of a project or hands out its numbers, until the transaction ends.
 * Readers and raters are not kept waiting.
 */
export async function lockProject(on: Db | CopySession, projectId: number): Promise<void> {
  if ('query' in on) await on.query('SELECT FROM project WHERE id = $1 FOR NO KEY UPDATE', [projectId])
  else await on.$queryRaw`SELECT FROM project WHERE id = ${projectId}::int FOR NO KEY UPDATE`
}
