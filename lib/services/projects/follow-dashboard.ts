import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
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

/** More than anyone has open; every stream asks the database regularly whether its user still has access. */
const mostStreams = 20
/** Open streams of this process, by account. */
const streamsOf = new Map<string, number>()

function refuseManyStreams(actor: Actor) {
  if (actor.kind === 'account' && (streamsOf.get(actor.userId) ?? 0) >= mostStreams)
    throw new AppError('too-many-requests', `You have ${mostStreams} live pages open. Close some of them.`)
}

/** Counts a stream until the returned function is called. */
function countStream(actor: Actor): () => void {
  if (actor.kind !== 'account') return () => {}
  const { userId } = actor
  streamsOf.set(userId, (streamsOf.get(userId) ?? 0) + 1)
  let isCounted = true
  return () => {
    if (!isCounted) return
    isCounted = false
    const left = (streamsOf.get(userId) ?? 1) - 1
    if (left > 0) streamsOf.set(userId, left)
    else streamsOf.delete(userId)
  }
}

export interface FollowOptions {
  /** How often access is checked again. */
  checkMs?: number
}

/**
 * `begin` notifies a watcher of every change until the returned function is called or the actor loses access. Throws at
 * once if the actor has no access, or AppError `too-many-requests` if the account has too many streams open.
 */
export async function followDashboard(actor: Actor, slug: string, { checkMs = 30_000 }: FollowOptions = {}) {
  const { project } = await guardProject(actor, slug, 'admin')
  const mayFollow = await accessCheck(actor, slug)
  refuseManyStreams(actor)
  return {
    begin(watcher: Watcher): () => void {
      const uncount = countStream(actor)
      const leave = watchDashboard(project.id, watcher)
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
