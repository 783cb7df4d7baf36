import type { RatingSession, RatingTask } from '@/lib/contracts/rating/rating'
import type { SessionTask } from '@/lib/domain/rating/labeling-session'

/** One revision of an assignment. A reopened assignment has a later one. */
export interface TaskName {
  assignmentId: number
  revision: number
}

/** The tasks in this browser, in order, with the session as last described by the server. */
export interface TaskPool {
  ratingSession: RatingSession
  tasks: ReadonlyMap<number, RatingTask>
  order: readonly number[]
  /** Revisions answered here. They are never shown again, even if an outdated response lists them. */
  done: ReadonlySet<string>
}

export const nameOf = ({ assignmentId, revision }: TaskName) => `${assignmentId}/${revision}`

export function createTaskPool(session: RatingSession): TaskPool {
  return withSession({ ratingSession: session, tasks: new Map(), order: [], done: new Set() }, session)
}

/** Merges a response of the server: afterwards the pool has exactly the tasks the rater holds. */
export function withSession(pool: TaskPool, session: RatingSession): TaskPool {
  const known = new Map(pool.tasks)
  for (const task of [session.task, ...session.ahead]) if (task) known.set(task.assignmentId, task)
  const first = session.task && !session.held.includes(session.task.assignmentId) ? [session.task.assignmentId] : []
  const order = [...first, ...session.held].filter((id) => known.has(id))
  return { ...withOnlyTasks(pool, order, known), ratingSession: session }
}

/** Removes a task that was answered or released here. */
export function withoutTask(pool: TaskPool, task: TaskName): TaskPool {
  const tasks = new Map(pool.tasks)
  tasks.delete(task.assignmentId)
  const order = pool.order.filter((id) => id !== task.assignmentId)
  return { ...pool, tasks, order, done: new Set(pool.done).add(nameOf(task)) }
}

/** Allows a task to come again, after its answers were rejected or taken back unsent. */
export function withTaskAllowedAgain(pool: TaskPool, task: TaskName): TaskPool {
  const done = new Set(pool.done)
  done.delete(nameOf(task))
  return { ...pool, done }
}

/** Puts a task first, in its state before it was answered. */
export function withTaskFirst(pool: TaskPool, task: RatingTask): TaskPool {
  const returned = withTaskAllowedAgain(pool, task)
  const order = [task.assignmentId, ...pool.order.filter((id) => id !== task.assignmentId)]
  return { ...returned, order, tasks: new Map(pool.tasks).set(task.assignmentId, task) }
}

/** Reduces the pool to these tasks, in this order. */
export function withOnlyTasks(pool: TaskPool, order: readonly number[], tasks = pool.tasks): TaskPool {
  return { ...pool, order, tasks: new Map(order.map((id) => [id, tasks.get(id) as RatingTask])) }
}

/** Updates the ends of leases. Ignores leases of other tasks. */
export function withLeases(
  pool: TaskPool,
  leases: readonly { assignmentId: number; leaseExpiresAt: string }[],
): TaskPool {
  const tasks = new Map(pool.tasks)
  for (const { assignmentId, leaseExpiresAt } of leases) {
    const task = tasks.get(assignmentId)
    if (task) tasks.set(assignmentId, { ...task, leaseExpiresAt })
  }
  return { ...pool, tasks }
}

/** Returns the tasks that may be shown, in order. */
export function openTasks({ tasks, order, done }: TaskPool): RatingTask[] {
  return order.flatMap((id) => {
    const task = tasks.get(id)
    return task && !done.has(nameOf(task)) ? [task] : []
  })
}

export const nextTask = (pool: TaskPool): RatingTask | null => openTasks(pool)[0] ?? null

/** Returns a session with all tasks in this browser, with which the page can be reopened. */
export function poolAsSession(pool: TaskPool): RatingSession {
  const [task = null, ...ahead] = openTasks(pool)
  const held = [task, ...ahead].flatMap((one) => one?.assignmentId ?? [])
  return { ...pool.ratingSession, task, ahead, held, taken: [] }
}

export const sessionTask = (task: RatingTask): SessionTask => ({
  assignmentId: task.assignmentId,
  revision: task.revision,
  candidateCount: (task.pictures ?? task.candidates).length,
  perScreen: task.display.perScreen,
  previousAnswers: task.previousAnswers,
  previousRest: task.previousRest,
})
