import { ApiError } from '@/lib/client/api-error'
import type { Outbox, OutboxOutcome } from '@/lib/client/outbox/outbox'
import type { RatingSession, RatingTask, SkipInput, SubmitInput, TrainingFeedback } from '@/lib/contracts/rating/rating'
import {
  isBegun,
  type LabelingEvent,
  type LabelingSession,
  type measuredTimes,
} from '@/lib/domain/rating/labeling-session'
import { undoReach } from '@/lib/domain/rating/undo-reach'
import { picturesOf } from './page-pictures'
import { type VoteKinds, voteName } from './rating-outbox'
import {
  nextTask,
  openTasks,
  poolFrom,
  type TaskPool,
  withDone,
  withFirst,
  withReturned,
  withSession,
} from './task-pool'

/** What has to be said to the rater, by its name among the texts; `reason` is the server's sentence. */
export type SessionNoteName =
  | 'lost'
  | 'earlierLost'
  | 'conflict'
  | 'earlierConflict'
  | 'refused'
  | 'earlierRefused'
  | 'takenOver'
  | 'notHeld'
  | 'notFetched'
  | 'notReopened'
  | 'nothingToReopen'
  | 'undoWaits'

export interface SessionNote {
  name: SessionNoteName
  reason: string
}

export interface SessionView {
  /** The session as the server last described it; its task is the current one. */
  ratingSession: RatingSession
  note: SessionNote | null
  /** What was true of the current training task, once it is answered; it stays until `goOn`. */
  feedback: readonly TrainingFeedback[] | null
  isReopening: boolean
  /** Whether the decoded picture was here when its task came to hand, so that the next frame has it. */
  isImageReady: boolean
}

export interface SessionEngineParts {
  outbox: Pick<Outbox<VoteKinds>, 'add' | 'takeBack' | 'isPending'>
  /** `isAnew`: with the content of all tasks held, whatever this machine has. */
  readSession: (isAnew: boolean) => Promise<RatingSession>
  skip: (assignmentId: number, input: SkipInput) => Promise<RatingSession>
  undo: (assignmentId: number) => Promise<RatingSession>
  pictures: {
    isReady: (image: RatingTask['image']) => boolean
    ready: (image: RatingTask['image']) => Promise<void>
    prefetch: (images: RatingTask['image'][]) => void
  }
  session: () => LabelingSession
  dispatch: (event: LabelingEvent) => void
  /** Puts a task into the rater's hands. */
  load: (task: RatingTask | null) => void
  forgetDraft: (task: { assignmentId: number; revision: number }) => void
  show: (view: SessionView) => void
  /** A stamp that rises with every call. */
  stamp: () => number
  /** The submission's measures, pictures of a page that failed, and how names were answered. */
  measure: (session: LabelingSession) => ReturnType<typeof measuredTimes> & Pick<SubmitInput, 'failed' | 'answerMode'>
}

interface Sent {
  task: RatingTask
  session: LabelingSession
}

const codeNotes: Readonly<Record<string, { here: SessionNoteName; earlier: SessionNoteName }>> = {
  'lease-lost': { here: 'lost', earlier: 'earlierLost' },
  conflict: { here: 'conflict', earlier: 'earlierConflict' },
}

const reasonOf = (reason: unknown) => (reason instanceof ApiError ? reason.message : '')

/**
 * Moves the rater's session on. Answers go to the outbox and the next task held ahead becomes the current one at once; what the server
 * answers afterwards only brings the two into line. Nothing ahead, it waits for the server. No turn of a task is shown
 * twice, and a task taken over by others is said plainly, once the server says so.
 */
export function sessionEngine(initialSession: RatingSession, parts: SessionEngineParts) {
  const { outbox, pictures } = parts
  let pool: TaskPool = poolFrom(initialSession)
  let currentTask = initialSession.task
  let note: SessionNote | null = null
  let feedback: SessionView['feedback'] = null
  /** The step that the task with feedback belonged to; the session is a step further by then. */
  let stepOfFeedback = initialSession.step
  let isReopening = false
  let isImageReady = false
  /** The language in which the page was drawn last. */
  let { language } = initialSession
  let sent: Sent[] = []
  /** Raised whenever another task comes to hand, so that what was waited for before is dropped. */
  let turn = 0

  const isReady = (task: RatingTask) => picturesOf(task).every(pictures.isReady)
  const owner = () => ({ slug: pool.ratingSession.project.slug, raterId: pool.ratingSession.raterId })
  const nameOf = (task: RatingTask) => voteName(owner(), task)
  const isCurrentTask = ({ assignmentId, revision }: { assignmentId: number; revision: number }) =>
    currentTask?.assignmentId === assignmentId && currentTask.revision === revision
  const lastSent = () => {
    const last = sent.at(-1)
    return last && outbox.isPending(nameOf(last.task)) ? last : null
  }

  function draw() {
    const undoAssignmentId = lastSent()?.task.assignmentId ?? pool.ratingSession.undoAssignmentId
    // The server's next task may be one whose answers are still on their way to it.
    const state = currentTask === null && pool.ratingSession.state === 'rating' ? 'waiting' : pool.ratingSession.state
    parts.show({
      ratingSession: {
        ...pool.ratingSession,
        ...(feedback && { step: stepOfFeedback }),
        ...{ state, task: currentTask, undoAssignmentId },
      },
      ...{ note, feedback, isReopening, isImageReady },
    })
  }

  function say(name: SessionNoteName, reason: unknown = null) {
    note = { name, reason: reasonOf(reason) }
    draw()
  }

  function fetchAhead() {
    const waiting = openTasks(pool).filter((task) => !isCurrentTask(task))
    pictures.prefetch(waiting.flatMap(picturesOf))
  }

  function setCurrentTask(task: RatingTask | null) {
    turn += 1
    currentTask = task
    feedback = null
    isImageReady = task !== null && isReady(task)
    draw()
    parts.load(task)
    fetchAhead()
  }

  /** Turns to the task once its picture is there; when that takes too long the screen says so in its place. */
  async function come(task: RatingTask | null, also: SessionNote | null = null) {
    turn += 1
    const mine = turn
    if (task && !isReady(task)) await Promise.all(picturesOf(task).map(pictures.ready))
    if (mine !== turn) return
    note = also
    setCurrentTask(task)
  }

  /** Whether the rater may go on with the current task. */
  const isWorkable = () =>
    currentTask !== null &&
    parts.session().status === 'answering' &&
    openTasks(pool).some(
      (task) => task.assignmentId === currentTask?.assignmentId && task.revision === currentTask.revision,
    )

  /** A text that is to be read first comes before the tasks held ahead; only a task that is begun is finished. */
  const isTextDue = () => pool.ratingSession.state === 'consent' || pool.ratingSession.state === 'guidelines'
  const upNext = () => (isTextDue() ? null : nextTask(pool))

  async function bringIntoLine(also: SessionNote | null) {
    if ((isWorkable() && (!isTextDue() || isBegun(parts.session()))) || feedback) {
      if (also) note = also
      draw()
      fetchAhead()
      return
    }
    const next = upNext()
    // What is on its way is still the current task, and the server knows of no task but that one.
    if (!next && currentTask && outbox.isPending(nameOf(currentTask)) && pool.ratingSession.task) return draw()
    await come(next, also ?? noteOnLeaving())
  }

  /** What is to be said of the current task, which the rater does not hold any more; null after the end of the work. */
  function noteOnLeaving(): SessionNote | null {
    const { state, panel, taken } = pool.ratingSession
    const session = parts.session()
    if (!currentTask || session.status !== 'answering' || state !== 'rating' || panel?.exit) return null
    if (taken.includes(currentTask.assignmentId)) return { name: 'takenOver', reason: '' }
    return isBegun(session) ? { name: 'notHeld', reason: '' } : null
  }

  function receive(ratingSession: RatingSession, also: SessionNote | null = null) {
    pool = withSession(pool, ratingSession)
    return bringIntoLine(also)
  }

  /** Resolves once what the server says is the current task; `isAnew` has all tasks come in the language chosen now. */
  async function ask(also: SessionNote | null = null, isAnew = false): Promise<boolean> {
    try {
      const said = await parts.readSession(isAnew)
      pool = withSession(pool, said)
      const same = currentTask && pool.tasks.get(currentTask.assignmentId)
      // The answers begun stay: only what is written of the candidates may differ.
      if (isAnew && same?.revision === currentTask?.revision) currentTask = same ?? currentTask
      await bringIntoLine(also)
      return true
    } catch (reason) {
      say('notFetched', reason)
      return false
    }
  }

  function submit(session: LabelingSession) {
    const task = currentTask
    if (!task || !isCurrentTask(session.task ?? task)) return
    note = null
    isReopening = false
    pool = withDone(pool, task)
    sent = [...sent, { task, session }].slice(-undoReach)
    const input = {
      assignmentId: task.assignmentId,
      revision: task.revision,
      answers: session.answers.flatMap((answer) => answer ?? []),
      rest: session.rest.some(Boolean) ? [...session.rest] : null,
      ...parts.measure(session),
    }
    void outbox.add({ ...nameOf(task), queuedAt: parts.stamp(), input })
    // Training is explained before it goes on.
    const next = pool.ratingSession.step.kind === 'training' ? null : upNext()
    if (!next) return draw()
    if (isReady(next)) return setCurrentTask(next)
    draw()
    void come(next)
  }

  /** Reopens what was submitted last: taken back if it was never sent, by the server once that has it. */
  async function undo() {
    if (isReopening) return
    const last = lastSent()
    isReopening = true
    if (last) {
      if (await outbox.takeBack(nameOf(last.task))) {
        sent = sent.filter((one) => one !== last)
        isReopening = false
        const { answers, rest } = last.session
        const task = {
          ...last.task,
          ...{ previousAnswers: answers.flatMap((answer) => answer ?? []), previousRest: [...rest] },
        }
        pool = withFirst(pool, task)
        await come(task)
        return
      }
      // Settled by `settle`, which reopens it once the server has it.
      return say('undoWaits')
    }
    const { undoAssignmentId } = pool.ratingSession
    if (undoAssignmentId === null) {
      isReopening = false
      return say('nothingToReopen')
    }
    await reopen(undoAssignmentId)
  }

  async function reopen(assignmentId: number) {
    isReopening = true
    draw()
    try {
      const ratingSession = await parts.undo(assignmentId)
      pool = withSession(pool, ratingSession)
      isReopening = false
      await come(ratingSession.task)
    } catch (reason) {
      isReopening = false
      say('notReopened', reason)
    }
  }

  async function skip(input: SkipInput) {
    const task = currentTask
    if (!task) return
    const ratingSession = await parts.skip(task.assignmentId, input)
    pool = withDone(withSession(pool, ratingSession), task)
    parts.forgetDraft(task)
    await come(upNext())
  }

  function settle({ entry, output, error }: OutboxOutcome<VoteKinds>) {
    const { slug, raterId } = owner()
    // The outcome of one who left the session meanwhile is not for the rater in it now.
    if (entry.slug !== slug || entry.raterId !== raterId) return
    const { assignmentId, revision } = entry.input
    const turnOf = { assignmentId, revision }
    const isCurrent = isCurrentTask(turnOf)
    const isAwaited = isReopening && sent.at(-1)?.task.assignmentId === turnOf.assignmentId
    if (output) {
      parts.forgetDraft(turnOf)
      if (isAwaited) {
        note = null
        pool = withSession(pool, output.next)
        return void reopen(turnOf.assignmentId)
      }
      if (isCurrent && output.feedback) {
        stepOfFeedback = pool.ratingSession.step
        pool = withSession(pool, output.next)
        feedback = output.feedback
        return draw()
      }
      return void receive(output.next)
    }
    if (isAwaited) isReopening = false
    const known = codeNotes[error.code]
    if (error.code !== 'conflict') pool = withReturned(pool, turnOf)
    if (known && isCurrent) return void ask({ name: known.here, reason: error.message })
    if (isCurrent && currentTask) {
      pool = withFirst(pool, currentTask)
      parts.dispatch({ type: 'failed' })
    }
    // Its answers stay as a draft: should the task come again, they are there.
    say(known?.earlier ?? (isCurrent ? 'refused' : 'earlierRefused'), error)
  }

  return {
    ask,
    submit,
    undo,
    skip,
    settle,
    /** From the feedback on a training task to the next one. */
    goOn() {
      if (!feedback) return
      feedback = null
      void bringIntoLine(null)
    },
    /**
     * Shows what was answered in an earlier page and is still on its way as what it is. Another tab that was at work may have
     * begun the task that has been on the screen here all the while.
     */
    takeUp(left: readonly { input: { assignmentId: number; revision: number } }[], wasElsewhere = false) {
      for (const { input } of left) pool = withDone(pool, input)
      if (wasElsewhere && currentTask && !feedback) parts.load(currentTask)
      draw()
    },
    /** Whether the rater waits for nothing that is on its way: only asking the server leads on. */
    isStranded: () =>
      currentTask !== null &&
      feedback === null &&
      parts.session().status === 'submitting' &&
      !outbox.isPending(nameOf(currentTask)),
    /**
     * The rater has gone away: a task that was begun stays with them, all others go back. The current task stays on the
     * screen until the server is asked again. Returns both, to be sent to the server.
     */
    letGo(): { kept: number[]; back: number[] } {
      const session = parts.session()
      const isKept = ({ assignmentId }: RatingTask) =>
        assignmentId === currentTask?.assignmentId && session.status === 'answering' && isBegun(session)
      const tasks = openTasks(pool)
      const kept = tasks.filter(isKept)
      const ids = (of: readonly RatingTask[]) => of.map(({ assignmentId }) => assignmentId)
      pool = { ...pool, order: ids(kept), tasks: new Map(kept.map((task) => [task.assignmentId, task])) }
      return { kept: ids(kept), back: ids(tasks.filter((task) => !isKept(task))) }
    },
    lose(ids: readonly number[]) {
      const order = pool.order.filter((id) => !ids.includes(id))
      pool = {
        ...pool,
        order,
        tasks: new Map(order.flatMap((id) => [[id, pool.tasks.get(id) as RatingTask] as const])),
      }
    },
    renewed(leases: readonly { assignmentId: number; leaseExpiresAt: string }[]) {
      const tasks = new Map(pool.tasks)
      for (const { assignmentId, leaseExpiresAt } of leases) {
        const task = tasks.get(assignmentId)
        if (task) tasks.set(assignmentId, { ...task, leaseExpiresAt })
      }
      pool = { ...pool, tasks }
    },
    /** The page was drawn in this language: names that are here in another one are asked for. */
    turnTo(wanted: string | undefined): void {
      if (wanted !== language) void ask(null, true)
      language = wanted
    },
    held: () => openTasks(pool),
    /** The session with all that this machine holds: what the page can be opened with again. */
    snapshot(): RatingSession {
      const [task = null, ...ahead] = openTasks(pool)
      const held = [task, ...ahead].flatMap((one) => one?.assignmentId ?? [])
      return { ...pool.ratingSession, task, ahead, held, taken: [] }
    },
    currentTask: () => currentTask,
    dismiss() {
      note = null
      draw()
    },
    fetchAhead,
  }
}

export type SessionEngine = ReturnType<typeof sessionEngine>
