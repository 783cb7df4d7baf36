import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { OpenByAccount } from '@/lib/services/access/open-by-account'
import { versionOfSession } from '@/lib/services/access/session-account'
import { type Watcher, watchDashboard } from './watched-dashboards'

/** Returns a check that the actor is still an admin and that the account's sessions were not ended since. */
async function accessCheck(actor: Actor, slug: string) {
  const versionOf = async () => (actor.kind === 'account' ? versionOfSession(actor) : null)
  const version = await versionOf()
  return async () => {
    await guardProject(actor, slug, 'admin')
    return (await versionOf()) === version
  }
}

const mostStreams = 20
/** Every stream asks the database regularly whether its user still has access. */
const streams = new OpenByAccount(mostStreams, `You have ${mostStreams} live pages open. Close some of them.`)

export interface FollowOptions {
  /** How often access is checked again. */
  checkMs?: number
}

/**
 * `begin` notifies a watcher of every change until the returned function is called or the actor loses access. Throws at
 * once if the actor has no access, or AppError `too-many-requests` if the account has too many streams open.
 */
export async function followDashboard(actor: Actor, slug: string, { checkMs = 30_000 }: FollowOptions = {}) {
  const { projectId } = await guardProject(actor, slug, 'admin')
  const mayFollow = await accessCheck(actor, slug)
  streams.refuseMore(actor)
  return {
    begin(watcher: Watcher): () => void {
      const uncount = streams.open(actor)
      const leave = watchDashboard(projectId, watcher)
      const timer = setInterval(() => {
        // An error counts as no access.
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
        uncount()
      }
      return end
    },
  }
}
