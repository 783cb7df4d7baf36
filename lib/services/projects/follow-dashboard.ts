import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { versionOfSession } from '@/lib/services/access/session-account'
import { type Watcher, watchDashboard } from './watched-dashboards'

/** Whether the account behind an actor is still signed in as it was, and still an admin. */
async function accessCheck(actor: Actor, slug: string) {
  const versionOf = async () => (actor.kind === 'account' ? versionOfSession(actor) : null)
  const version = await versionOf()
  return async () => {
    await guardProject(actor, slug, 'admin')
    return (await versionOf()) === version
  }
}

export interface FollowOptions {
  /** How often the right to follow is looked up again. */
  checkMs?: number
}

/**
 * Follows a project's dashboard: `begin` tells a watcher of every change, until the function that it gives back is called
 * or the follower may no longer see it. Who may not see it at all is refused at once.
 */
export async function followDashboard(actor: Actor, slug: string, { checkMs = 30_000 }: FollowOptions = {}) {
  const { project } = await guardProject(actor, slug, 'admin')
  const mayFollow = await accessCheck(actor, slug)
  return {
    begin(watcher: Watcher): () => void {
      const leave = watchDashboard(project.id, watcher)
      const timer = setInterval(() => {
        // Without an answer nobody is trusted further than the last one.
        mayFollow()
          .catch(() => false)
          .then((isAllowed) => {
            if (isAllowed) return
            end()
            watcher.onLost()
          })
      }, checkMs)
      const end = () => {
        clearInterval(timer)
        leave()
      }
      return end
    },
  }
}
