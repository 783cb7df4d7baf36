import type { ApiError } from '@/lib/client/api'
import type { OutboxOutcome } from '@/lib/client/outbox/outbox'
import type { SkipInput } from '@/lib/contracts/rating/rating'
import { isBegun, type LabelingSession } from '@/lib/domain/rating/labeling-session'
import { undoReach } from '@/lib/domain/rating/rating-limits'
import { otherRater, type VoteOutboxKinds, voteName } from './rating-outbox'
import { type SessionNote, type SessionNoteName, SessionScreen } from './session-screen'
import {
  openTasks,
  poolAsSession,
  type TaskName,
  withLeases,
  withOnlyTasks,
  withoutTask,
  withTaskAllowedAgain,
  withTaskFirst,
} from './task-pool'

const codeNotes: Readonly<Record<string, { here: SessionNoteName; earlier: SessionNoteName }>> = {
  'lease-lost': { here: 'lost', earlier: 'earlierLost' },
  conflict: { here: 'conflict', earlier: 'earlierConflict' },
}

const given = ({ answers }: LabelingSession) => answers.flatMap((answer) => answer ?? [])

/**
 * Advances the rater's session. Answers go to the outbox, and the next task held ahead becomes current at once; the
 * server's response is merged later. Never shows the same revision of a task twice, and says that others took a task
 * over only once the server confirms it.
 */
export class SessionEngine extends SessionScreen {
  /** Language in which the page was last rendered. */
  private language = this.pool.ratingSession.language

  /** Fetches the session and shows its task. `isAnew` fetches the content of all tasks in the current language. */
  async ask(note: SessionNote | null = null, isAnew = false): Promise<boolean> {
    try {
      const session = await this.parts.readSession(isAnew)
      // Somebody else has signed in in a second tab. This tab sends only the answers of its own rater, so it must not
      // show the tasks of another.
      if (session.raterId !== this.owner().raterId) throw otherRater()
      this.receive(session)
      const same = this.task && this.pool.tasks.get(this.task.assignmentId)
      // Keeps the answers begun: only texts of the candidates may differ.
      if (isAnew && same?.revision === this.task?.revision) this.task = same ?? this.task
      await this.synchronize(note)
      return true
    } catch (reason) {
      this.say('notFetched', reason)
      return false
    }
  }

  submit(session: LabelingSession) {
    const { task } = this
    if (!task || !this.isCurrent(session.task ?? task)) return
    const { assignmentId, revision } = task
    this.note = null
    this.isReopening = false
    this.pool = withoutTask(this.pool, task)
    this.sent = [...this.sent, { task, session }].slice(-undoReach)
    const input = {
      assignmentId,
      revision,
      answers: given(session),
      rest: session.rest.some(Boolean) ? [...session.rest] : null,
      ...this.parts.measure(session),
    }
    void this.parts.outbox.add({ ...voteName(this.owner(), task), queuedAt: this.parts.stamp(), input })
    // Training shows feedback before the next task.
    const next = this.pool.ratingSession.step.kind === 'training' ? null : this.upNext()
    if (!next) return this.draw()
    if (this.isReady(next)) return this.setTask(next)
    this.draw()
    void this.come(next)
  }

  /** Reopens the latest submission: takes it back if it was never sent, otherwise asks the server once it has it. */
  async undo() {
    if (this.isReopening) return
    const last = this.lastSent()
    const { undoAssignmentId } = this.pool.ratingSession
    if (!last) {
      if (undoAssignmentId === null) this.say('nothingToReopen')
      else await this.reopen(undoAssignmentId)
      return
    }
    this.isReopening = true
    // Otherwise `settle` reopens it once the server has it.
    if (!(await this.parts.outbox.takeBack(voteName(this.owner(), last.task)))) return this.say('undoWaits')
    this.sent = this.sent.filter((one) => one !== last)
    this.isReopening = false
    const task = { ...last.task, previousAnswers: given(last.session), previousRest: [...last.session.rest] }
    this.pool = withTaskFirst(this.pool, task)
    await this.come(task)
  }

  private async reopen(assignmentId: number) {
    this.isReopening = true
    this.draw()
    try {
      const ratingSession = await this.parts.undo(assignmentId)
      this.receive(ratingSession)
      this.isReopening = false
      await this.come(ratingSession.task)
    } catch (reason) {
      this.isReopening = false
      this.say('notReopened', reason)
    }
  }

  skip = async (input: SkipInput) => {
    const { task } = this
    if (!task) return
    this.receive(await this.parts.skip(task.assignmentId, input))
    this.pool = withoutTask(this.pool, task)
    this.parts.forgetDraft(task)
    await this.come(this.upNext(), this.notePass())
  }

  /** Says why the current task cannot be skipped. */
  refuseSkip = () => {
    if (this.task) this.say(this.parts.session().status === 'submitting' ? 'skipSubmitted' : 'skipReopened')
  }

  settle = ({ entry, output, error }: OutboxOutcome<VoteOutboxKinds>) => {
    const { slug, raterId } = this.owner()
    // Ignores outcomes of a rater who has left the session meanwhile.
    if (entry.slug !== slug || entry.raterId !== raterId) return
    const task = { assignmentId: entry.input.assignmentId, revision: entry.input.revision }
    const isAwaited = this.isReopening && this.sent.at(-1)?.task.assignmentId === task.assignmentId
    if (output) return this.accepted(task, output, isAwaited)
    if (isAwaited) this.isReopening = false
    this.refused(task, error)
  }

  private accepted(task: TaskName, { next, feedback }: VoteOutboxKinds['votes']['output'], isAwaited: boolean) {
    this.parts.forgetDraft(task)
    const { step } = this.pool.ratingSession
    this.receive(next)
    if (isAwaited) {
      this.note = null
      return void this.reopen(task.assignmentId)
    }
    if (!feedback || !this.isCurrent(task)) return void this.synchronize()
    this.stepOfFeedback = step
    this.feedback = feedback
    this.draw()
  }

  private refused(task: TaskName, error: ApiError) {
    if (error.code === 'visit-over') return void this.ask()
    const known = codeNotes[error.code]
    const isCurrent = this.isCurrent(task)
    if (error.code !== 'conflict') this.pool = withTaskAllowedAgain(this.pool, task)
    if (known && isCurrent) return void this.ask({ name: known.here, reason: error })
    if (isCurrent && this.task) {
      this.pool = withTaskFirst(this.pool, this.task)
      this.parts.dispatch({ type: 'failed' })
    }
    // Its answers stay as a draft, in case the task comes again.
    this.say(known?.earlier ?? (isCurrent ? 'refused' : 'earlierRefused'), error)
  }

  goOn = () => {
    if (!this.feedback) return
    this.feedback = null
    void this.synchronize()
  }

  /**
   * Marks tasks as done whose answers an earlier page is still sending. If another tab had the lock, reloads the
   * current task, which that tab may have begun.
   */
  applyPending(left: readonly { input: TaskName }[], wasElsewhere = false) {
    for (const { input } of left) this.pool = withoutTask(this.pool, input)
    if (wasElsewhere && this.task && !this.feedback) this.parts.load(this.task)
    this.draw()
  }

  /** Whether asking the server again helps: it was unreachable, or has not said what follows the answers here. */
  isStranded() {
    if (this.note?.name === 'notFetched') return true
    if (this.task === null) return this.pool.ratingSession.state === 'rating'
    return this.feedback === null && this.parts.session().status === 'submitting' && !this.isPending(this.task)
  }

  /**
   * Handles an idle rater: keeps a task with answers and releases all others. Returns both lists for the server. The
   * current task stays on the screen until the server is asked again.
   */
  releaseIdleTasks(): { kept: number[]; back: number[] } {
    const session = this.parts.session()
    const held = openTasks(this.pool).map(({ assignmentId }) => assignmentId)
    const isKept = (id: number) => id === this.task?.assignmentId && session.status === 'answering' && isBegun(session)
    const kept = held.filter(isKept)
    this.pool = withOnlyTasks(this.pool, kept)
    return { kept, back: held.filter((id) => !isKept(id)) }
  }

  lose(ids: readonly number[]) {
    const { pool } = this
    this.pool = withOnlyTasks(
      pool,
      pool.order.filter((id) => !ids.includes(id)),
    )
  }

  renewed(leases: Parameters<typeof withLeases>[1]) {
    this.pool = withLeases(this.pool, leases)
  }

  /** Fetches all tasks again if the page was rendered in another language. */
  turnTo(wanted: string | undefined) {
    if (wanted !== this.language) void this.ask(null, true)
    this.language = wanted
  }

  held = () => openTasks(this.pool)

  snapshot = () => poolAsSession(this.pool)

  currentTask = () => this.task

  dismiss = () => {
    this.note = null
    this.draw()
  }
}
