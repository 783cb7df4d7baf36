import { prisma } from '@/lib/db/client'
import { dashboardFacts } from './dashboard-facts'

/** Whoever watches a project. */
export interface Watcher {
  /** The dashboard as JSON, whenever it has changed, and once at the beginning. */
  onChange(json: string): void
  /** Nothing more comes: the database cannot be reached, or the project is gone. */
  onLost(): void
}

const leastPauseMs = 2_000
/** Reading takes at most this share of the time. */
const busyShare = 0.1

/** Reads one project again and again while anyone watches it, once for all of them. */
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
      // Each browser comes back by itself, and by the whole check of who asks.
      const lost = [...this.watchers]
      this.watchers.clear()
      this.end()
      for (const watcher of lost) watcher.onLost()
    } finally {
      this.isReading = false
    }
    if (this.watchers.size === 0) return
    const pause = Math.max(leastPauseMs, (performance.now() - startedAt) / busyShare)
    this.timer = setTimeout(() => void this.read(), pause)
  }
}

// Shared by every copy of this module that a development server has loaded.
const shared = globalThis as typeof globalThis & { reassessWatches?: Map<number, ProjectWatch> }
shared.reassessWatches ??= new Map()
const watches = shared.reassessWatches

/** Tells the watcher of every change until the function that is given back is called. */
export function watchDashboard(projectId: number, watcher: Watcher): () => void {
  const watch =
    watches.get(projectId) ??
    new ProjectWatch(projectId, () => {
      if (watches.get(projectId) === watch) watches.delete(projectId)
    })
  watches.set(projectId, watch)
  return watch.add(watcher)
}

/** How many projects are being read in this process. */
export const watchedProjectCount = () => watches.size
