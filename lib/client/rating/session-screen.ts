import { ApiError } from '@/lib/client/api-error'
import type { RatingSession, RatingTask } from '@/lib/contracts/rating/rating'
import { isBegun, type LabelingSession } from '@/lib/domain/rating/labeling-session'
import { picturesOf } from './page-pictures'
import { voteName } from './rating-outbox'
import type { SessionEngineParts, SessionNote, SessionNoteName, SessionView } from './session-parts'
import { nextTask, openTasks, poolFrom, type TaskName, type TaskPool, withSession } from './task-pool'

interface Sent {
  task: RatingTask
  session: LabelingSession
}

/** What the rater has on the screen, of the tasks that this machine holds: it is drawn whenever it changes. */
export class SessionScreen {
  protected pool: TaskPool
  protected task: RatingTask | null
  protected note: SessionNote | null = null
  protected feedback: SessionView['feedback'] = null
  /** The step that the task with feedback belonged to; the session is a step further by then. */
  protected stepOfFeedback
  protected isReopening = false
  private isImageReady = false
  protected sent: readonly Sent[] = []
  /** Raised whenever another task comes to hand, so that what was waited for before is dropped. */
  private turn = 0

  constructor(
    initialSession: RatingSession,
    protected readonly parts: SessionEngineParts,
  ) {
    this.pool = poolFrom(initialSession)
    this.task = initialSession.task
    this.stepOfFeedback = initialSession.step
  }

  protected isReady = (task: RatingTask) => picturesOf(task).every(this.parts.pictures.isReady)

  protected owner = () => ({ slug: this.pool.ratingSession.project.slug, raterId: this.pool.ratingSession.raterId })

  protected isPending = (task: RatingTask) => this.parts.outbox.isPending(voteName(this.owner(), task))

  /** Whether it is the task on the screen, at this revision. */
  isCurrent = ({ assignmentId, revision }: TaskName) =>
    this.task?.assignmentId === assignmentId && this.task.revision === revision

  protected lastSent() {
    const last = this.sent.at(-1)
    return last && this.isPending(last.task) ? last : null
  }

  protected draw() {
    const { task, feedback, note, isReopening, isImageReady } = this
    const { ratingSession } = this.pool
    const undoAssignmentId = this.lastSent()?.task.assignmentId ?? ratingSession.undoAssignmentId
    // The server's next task may be one whose answers are still on their way to it.
    const state = task === null && ratingSession.state === 'rating' ? 'waiting' : ratingSession.state
    this.parts.show({
      ratingSession: {
        ...ratingSession,
        ...(feedback && { step: this.stepOfFeedback }),
        ...{ state, task, undoAssignmentId },
      },
      ...{ note, feedback, isReopening, isImageReady },
    })
  }

  protected say(name: SessionNoteName, reason: unknown = null) {
    this.note = { name, reason: reason instanceof ApiError ? reason.message : '' }
    this.draw()
  }

  fetchAhead = () => {
    const waiting = openTasks(this.pool).filter((task) => !this.isCurrent(task))
    this.parts.pictures.prefetch(waiting.flatMap(picturesOf))
  }

  protected setTask(task: RatingTask | null) {
    this.turn += 1
    this.task = task
    this.feedback = null
    this.isImageReady = task !== null && this.isReady(task)
    this.draw()
    this.parts.load(task)
    this.fetchAhead()
  }

  /** Turns to the task once its picture is there; when that takes too long the screen says so in its place. */
  protected async come(task: RatingTask | null, note: SessionNote | null = null) {
    this.turn += 1
    const mine = this.turn
    if (task && !this.isReady(task)) await Promise.all(picturesOf(task).map(this.parts.pictures.ready))
    if (mine !== this.turn) return
    this.note = note
    this.setTask(task)
  }

  /** Whether the rater may go on with the current task. */
  private isWorkable = () =>
    this.parts.session().status === 'answering' && openTasks(this.pool).some((task) => this.isCurrent(task))

  /** A text that is to be read first comes before the tasks held ahead; only a task that is begun is finished. */
  private isTextDue = () => ['consent', 'guidelines'].includes(this.pool.ratingSession.state)
  protected upNext = () => (this.isTextDue() ? null : nextTask(this.pool))

  protected async bringIntoLine(note: SessionNote | null = null) {
    const { task, feedback } = this
    if ((this.isWorkable() && (!this.isTextDue() || isBegun(this.parts.session()))) || feedback) {
      if (note) this.note = note
      this.draw()
      this.fetchAhead()
      return
    }
    const next = this.upNext()
    // What is on its way is still the current task, and the server knows of no task but that one.
    const { task: said, held } = this.pool.ratingSession
    if (!next && task && this.isPending(task) && (said || held.includes(task.assignmentId))) return this.draw()
    await this.come(next, note ?? this.noteOnLeaving())
  }

  /** What is to be said of the current task, which the rater does not hold any more; null after the end of the work. */
  private noteOnLeaving(): SessionNote | null {
    const { state, panel, taken } = this.pool.ratingSession
    const session = this.parts.session()
    if (!this.task || session.status !== 'answering' || state !== 'rating' || panel?.exit) return null
    if (taken.includes(this.task.assignmentId)) return { name: 'takenOver', reason: '' }
    return isBegun(session) ? { name: 'notHeld', reason: '' } : null
  }

  protected receive(ratingSession: RatingSession) {
    this.pool = withSession(this.pool, ratingSession)
  }
}
