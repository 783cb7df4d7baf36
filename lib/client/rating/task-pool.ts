import type { RatingSession, RatingTask } from '@/lib/contracts/rating/rating'
import type { SessionTask } from '@/lib/domain/rating/labeling-session'

/** One turn of an assignment: it may be answered again at a later revision. */
export interface TaskName {
  assignmentId: number
  revision: number
}

/** The tasks that are on this machine, in the order they come, and what the server said last about the session. */
export interface TaskPool {
  ratingSession: RatingSession
  tasks: ReadonlyMap<number, RatingTask>
  order: readonly number[]
  /** What was answered here, by assignment and revision: never shown again, whatever an older answer of the server lists. */
  done: ReadonlySet<string>
}

export const nameOf = ({ assignmentId, revision }: TaskName) => `${assignmentId}/${revision}`

export function poolFrom(session: RatingSession): TaskPool {
  return withSession({ ratingSession: session, tasks: new Map(), order: [], done: new Set() }, session)
}

/** The pool after the server has spoken: it holds what the rater holds, and nothing else. */
export function withSession(pool: TaskPool, session: RatingSession): TaskPool {
  const known = new Map(pool.tasks)
  for (const task of [session.task, ...session.ahead]) if (task) known.set(task.assignmentId, task)
  const first = session.task && !session.held.includes(session.task.assignmentId) ? [session.task.assignmentId] : []
  const order = [...first, ...session.held].filter((id) => known.has(id))
  return { ...withOnly(pool, order, known), ratingSession: session }
}

/** The pool once a task was answered, or given back, here. */
export function withDone(pool: TaskPool, task: TaskName): TaskPool {
  const tasks = new Map(pool.tasks)
  tasks.delete(task.assignmentId)
  const order = pool.order.filter((id) => id !== task.assignmentId)
  return { ...pool, tasks, order, done: new Set(pool.done).add(nameOf(task)) }
}

/** The pool once a task may come again: its answers were refused, or taken back before they were sent. */
export function withReturned(pool: TaskPool, task: TaskName): TaskPool {
  const done = new Set(pool.done)
  done.delete(nameOf(task))
  return { ...pool, done }
}

/** The pool with a task in front of all others, as it was before it was answered. */
export function withFirst(pool: TaskPool, task: RatingTask): TaskPool {
  const returned = withReturned(pool, task)
  const order = [task.assignmentId, ...pool.order.filter((id) => id !== task.assignmentId)]
  return { ...returned, order, tasks: new Map(pool.tasks).set(task.assignmentId, task) }
}

/** The pool with these tasks alone, in this order. */
export function withOnly(pool: TaskPool, order: readonly number[], tasks = pool.tasks): TaskPool {
  return { ...pool, order, tasks: new Map(order.map((id) => [id, tasks.get(id) as RatingTask])) }
}

/** The pool with later ends of its leases; those of other tasks are left out. */
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

/** The tasks that may be shown, in order. */
export function openTasks({ tasks, order, done }: TaskPool): RatingTask[] {
  return order.flatMap((id) => {
    const task = tasks.get(id)
    return task && !done.has(nameOf(task)) ? [task] : []
  })
}

export const nextTask = (pool: TaskPool): RatingTask | null => openTasks(pool)[0] ?? null

/** The session with all that this machine holds: what the page can be opened with again. */
export function asSession(pool: TaskPool): RatingSession {
  const [task = null, ...ahead] = openTasks(pool)
  const held = [task, ...ahead].flatMap((one) => one?.assignmentId ?? [])
  return { ...pool.ratingSession, task, ahead, held, taken: [] }
}

/** What the labeling session has to know of a task. */
export const sessionTask = (task: RatingTask): SessionTask => ({
  assignmentId: task.assignmentId,
  revision: task.revision,
  candidateCount: (task.pictures ?? task.candidates).length,
  perScreen: task.display.perScreen,
  previousAnswers: task.previousAnswers,
  previousRest: task.previousRest,
})
