import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { PerAccountLimit } from '@/lib/services/access/per-account-limit'
import { versionOfSession } from '@/lib/services/access/session-account'
import { dashboardFacts } from './dashboard-facts'

interface Watcher {
  /** Called with the dashboard as JSON at the beginning and after every change. */
  onChange(json: string): void
  /** Called when no more changes will come: the database is unreachable or the project is gone. */
  onLost(): void
}

const minPauseMs = 2_000
/** Reading takes at most this share of the time. */
const busyShare = 0.1

/** Polls one project while anyone watches it, with one read for all watchers. */
class ProjectWatch {
  private readonly watchers = new Set<Watcher>()
  private timer: NodeJS.Timeout | null = null
  private isReading = false
  private latest: string | null = null

  constructor(
    private readonly projectId: number,
    private readonly onEmpty: () => void,
  ) {}

  add(watcher: Watcher): () => void {
    this.watchers.add(watcher)
    if (this.latest !== null) watcher.onChange(this.latest)
    if (!this.timer && !this.isReading) void this.read()
    return () => {
      this.watchers.delete(watcher)
      if (this.watchers.size === 0) this.end()
    }
  }

  private end() {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
    this.onEmpty()
  }

  private async read() {
    this.timer = null
    this.isReading = true
    const startedAt = performance.now()
    try {
      const project = await prisma.project.findUniqueOrThrow({ where: { id: this.projectId } })
      const json = JSON.stringify(await dashboardFacts(project, new Date()))
      if (json !== this.latest) for (const watcher of [...this.watchers]) watcher.onChange(json)
      this.latest = json
    } catch {
      // Browsers reconnect by themselves, with a full access check.
      const lost = [...this.watchers]
      this.watchers.clear()
      this.end()
      for (const watcher of lost) watcher.onLost()
    } finally {
      this.isReading = false
    }
    if (this.watchers.size === 0) return
    const pause = Math.max(minPauseMs, (performance.now() - startedAt) / busyShare)
    this.timer = setTimeout(() => void this.read(), pause)
  }
}

// Shared by all copies of this module that a development server has loaded.
const shared = globalThis as typeof globalThis & { reassessWatches?: Map<number, ProjectWatch> }
shared.reassessWatches ??= new Map()
const watches = shared.reassessWatches

function watchDashboard(projectId: number, watcher: Watcher): () => void {
  const watch =
    watches.get(projectId) ??
    new ProjectWatch(projectId, () => {
      if (watches.get(projectId) === watch) watches.delete(projectId)
    })
  watches.set(projectId, watch)
  return watch.add(watcher)
}

export const watchedProjectCount = () => watches.size

/** Returns a check that the actor is still an admin and that the account's sessions were not ended since. */
async function accessCheck(actor: Actor, slug: string) {
  const versionOf = async () => (actor.kind === 'account' ? versionOfSession(actor) : null)
  const version = await versionOf()
  return async () => {
    await guardProject(actor, slug, 'admin')
    return (await versionOf()) === version
  }
}

const maxStreams = 20
/** Every stream asks the database regularly whether its user still has access. */
const streams = new PerAccountLimit(maxStreams, `You have ${maxStreams} live pages open. Close some of them.`)

interface FollowOptions {
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
