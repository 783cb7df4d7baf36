import { ApiError } from '@/lib/client/api'
import type { Outbox } from '@/lib/client/outbox/outbox'
import type { RatingSession, RatingTask, SkipInput, SubmitInput, TrainingFeedback } from '@/lib/contracts/rating/rating'
import {
  isBegun,
  type LabelingEvent,
  type LabelingSession,
  type measuredTimes,
} from '@/lib/domain/rating/labeling-session'
import { picturesOf } from './image-ready'
import { type VoteOutboxKinds, voteName } from './rating-outbox'
import { createTaskPool, nextTask, openTasks, type TaskName, type TaskPool, withSession } from './task-pool'

/** What has to be said to the rater, by its name among the texts. */
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
  | 'skipSubmitted'
  | 'skipReopened'
  | 'notOpened'
  | 'notFlagged'
  | 'testPassed'

export interface SessionNote {
  name: SessionNoteName
  /** What the server answered, if that is part of the text. */
  reason: ApiError | null
}

export interface SessionView {
  /** As last described by the server, with the task on the screen. None while rating: all tasks here are answered. */
  ratingSession: RatingSession
  note: SessionNote | null
  /** Feedback on the current training task once it is answered, until `goOn`. */
  feedback: readonly TrainingFeedback[] | null
  isReopening: boolean
  /** Whether the picture was decoded when its task became current, so that the next frame shows it. */
  isImageReady: boolean
}

export interface SessionEngineParts {
  outbox: Pick<Outbox<VoteOutboxKinds>, 'add' | 'takeBack' | 'isPending'>
  /** With `isAnew`, the server sends the content of all held tasks, even of those that are here. */
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
  load: (task: RatingTask | null) => void
  forgetDraft: (task: TaskName) => void
  show: (view: SessionView) => void
  /** A timestamp that increases with every call. */
  stamp: () => number
  /** View times, failed pictures and answer mode, for a submission. */
  measure: (session: LabelingSession) => ReturnType<typeof measuredTimes> & Pick<SubmitInput, 'failed' | 'answerMode'>
}

interface Sent {
  task: RatingTask
  session: LabelingSession
}

/** State of the rater's screen. Calls `show` on every change. */
export class SessionScreen {
  protected pool: TaskPool
  protected task: RatingTask | null
  protected note: SessionNote | null = null
  protected feedback: SessionView['feedback'] = null
  /** Step of the task with feedback; the session has moved on by then. */
  protected stepOfFeedback
  protected isReopening = false
  private isImageReady = false
  protected sent: readonly Sent[] = []
  /** Whether the rater has just passed the test, and no note has said so yet. */
  private isPassNew = false
  /** Incremented when another task becomes current, so that pending waits for earlier ones are dropped. */
  private turn = 0

  constructor(
    initialSession: RatingSession,
    protected readonly parts: SessionEngineParts,
  ) {
    this.pool = createTaskPool(initialSession)
    this.task = initialSession.task
    this.stepOfFeedback = initialSession.step
  }

  protected isReady = (task: RatingTask) => picturesOf(task).every(this.parts.pictures.isReady)

  protected owner = () => ({ slug: this.pool.ratingSession.project.slug, raterId: this.pool.ratingSession.raterId })

  protected isPending = (task: RatingTask) => this.parts.outbox.isPending(voteName(this.owner(), task))

  isCurrent = ({ assignmentId, revision }: TaskName) =>
    this.task?.assignmentId === assignmentId && this.task.revision === revision

  /** Null in training, whose tasks are not reopened. */
  protected lastSent() {
    const last = this.sent.at(-1)
    const isTraining = this.pool.ratingSession.step.kind === 'training'
    return last && !isTraining && this.isPending(last.task) ? last : null
  }

  protected draw() {
    const { task, feedback, note, isReopening, isImageReady } = this
    const { ratingSession } = this.pool
    const undoAssignmentId = this.lastSent()?.task.assignmentId ?? ratingSession.undoAssignmentId
    this.parts.show({
      ratingSession: {
        ...ratingSession,
        ...(feedback && { step: this.stepOfFeedback }),
        ...{ task, undoAssignmentId },
      },
      ...{ note, feedback, isReopening, isImageReady },
    })
  }

  say = (name: SessionNoteName, reason: unknown = null) => {
    this.note = { name, reason: reason instanceof ApiError ? reason : null }
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

  /** Shows the task once its picture is ready. If that takes too long, the screen shows a message instead. */
  protected async come(task: RatingTask | null, note: SessionNote | null = null) {
    this.turn += 1
    const mine = this.turn
    if (task && !this.isReady(task)) await Promise.all(picturesOf(task).map(this.parts.pictures.ready))
    if (mine !== this.turn) return
    this.note = note
    this.setTask(task)
  }

  private isWorkable = () =>
    this.parts.session().status === 'answering' && openTasks(this.pool).some((task) => this.isCurrent(task))

  /** A text that must be read comes before the tasks held ahead. Only a task with answers is finished first. */
  private isTextDue = () => ['consent', 'guidelines'].includes(this.pool.ratingSession.state)
  protected upNext = () => (this.isTextDue() ? null : nextTask(this.pool))

  protected async synchronize(note: SessionNote | null = null) {
    const { task, feedback } = this
    if ((this.isWorkable() && (!this.isTextDue() || isBegun(this.parts.session()))) || feedback) {
      if (note) this.note = note
      this.draw()
      this.fetchAhead()
      return
    }
    const next = this.upNext()
    // The task being sent stays current if the server has no other task.
    const { task: said, held } = this.pool.ratingSession
    if (!next && task && this.isPending(task) && (said || held.includes(task.assignmentId))) return this.draw()
    await this.come(next, note ?? this.notePass() ?? this.noteOnLeaving())
  }

  /** Returns the message for a current task that is no longer held. Null at the end of the work. */
  private noteOnLeaving(): SessionNote | null {
    const { state, panel, taken } = this.pool.ratingSession
    const session = this.parts.session()
    if (!this.task || session.status !== 'answering' || state !== 'rating' || panel?.exit) return null
    if (taken.includes(this.task.assignmentId)) return { name: 'takenOver', reason: null }
    return isBegun(session) ? { name: 'notHeld', reason: null } : null
  }

  /** Returns the note that the test is passed, once. */
  protected notePass(): SessionNote | null {
    const isNew = this.isPassNew
    this.isPassNew = false
    return isNew ? { name: 'testPassed', reason: null } : null
  }

  protected receive(ratingSession: RatingSession) {
    const { step } = this.pool.ratingSession
    // Also false if an admin waives a test begun after an earlier one was passed.
    const hasPassed = ratingSession.step.lastAttempt?.hasPassed === true && !step.lastAttempt?.hasPassed
    if (hasPassed && step.kind === 'test' && ratingSession.step.kind === 'rating') this.isPassNew = true
    if (this.note?.name === 'notFetched') this.note = null
    this.pool = withSession(this.pool, ratingSession)
  }
}
