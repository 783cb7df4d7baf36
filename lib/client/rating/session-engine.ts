import type { ApiError } from '@/lib/client/api-error'
import type { OutboxOutcome } from '@/lib/client/outbox/outbox'
import type { SkipInput } from '@/lib/contracts/rating/rating'
import { isBegun, type LabelingSession } from '@/lib/domain/rating/labeling-session'
import { undoReach } from '@/lib/domain/rating/rating-limits'
import { type VoteKinds, voteName } from './rating-outbox'
import { type SessionNote, type SessionNoteName, SessionScreen } from './session-screen'
import {
  asSession,
  openTasks,
  type TaskName,
  withDone,
  withFirst,
  withLeases,
  withOnly,
  withReturned,
} from './task-pool'

const codeNotes: Readonly<Record<string, { here: SessionNoteName; earlier: SessionNoteName }>> = {
  'lease-lost': { here: 'lost', earlier: 'earlierLost' },
  conflict: { here: 'conflict', earlier: 'earlierConflict' },
}

const given = ({ answers }: LabelingSession) => answers.flatMap((answer) => answer ?? [])

/**
 * Moves the rater's session on. Answers go to the outbox and the next task held ahead becomes the current one at once; what the server
 * answers afterwards only brings the two into line. Nothing ahead, it waits for the server. No turn of a task is shown
 * twice, and a task taken over by others is said plainly, once the server says so.
 */
export class SessionEngine extends SessionScreen {
  /** The language in which the page was drawn last. */
  private language = this.pool.ratingSession.language

  /** Resolves once what the server says is the current task; `isAnew` has all tasks come in the language chosen now. */
  async ask(note: SessionNote | null = null, isAnew = false): Promise<boolean> {
    try {
      this.receive(await this.parts.readSession(isAnew))
      const same = this.task && this.pool.tasks.get(this.task.assignmentId)
      // The answers begun stay: only what is written of the candidates may differ.
      if (isAnew && same?.revision === this.task?.revision) this.task = same ?? this.task
      await this.bringIntoLine(note)
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
    this.pool = withDone(this.pool, task)
    this.sent = [...this.sent, { task, session }].slice(-undoReach)
    const input = {
      assignmentId,
      revision,
      answers: given(session),
      rest: session.rest.some(Boolean) ? [...session.rest] : null,
      ...this.parts.measure(session),
    }
    void this.parts.outbox.add({ ...voteName(this.owner(), task), queuedAt: this.parts.stamp(), input })
    // Training is explained before it goes on.
    const next = this.pool.ratingSession.step.kind === 'training' ? null : this.upNext()
    if (!next) return this.draw()
    if (this.isReady(next)) return this.setTask(next)
    this.draw()
    void this.come(next)
  }

  /** Reopens what was submitted last: taken back if it was never sent, by the server once that has it. */
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
    // Otherwise settled by `settle`, which reopens it once the server has it.
    if (!(await this.parts.outbox.takeBack(voteName(this.owner(), last.task)))) return this.say('undoWaits')
    this.sent = this.sent.filter((one) => one !== last)
    this.isReopening = false
    const task = { ...last.task, previousAnswers: given(last.session), previousRest: [...last.session.rest] }
    this.pool = withFirst(this.pool, task)
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
    this.pool = withDone(this.pool, task)
    this.parts.forgetDraft(task)
    await this.come(this.upNext())
  }

  /** Takes what became of answers that were sent. */
  settle = ({ entry, output, error }: OutboxOutcome<VoteKinds>) => {
    const { slug, raterId } = this.owner()
    // The outcome of one who left the session meanwhile is not for the rater in it now.
    if (entry.slug !== slug || entry.raterId !== raterId) return
    const task = { assignmentId: entry.input.assignmentId, revision: entry.input.revision }
    const isAwaited = this.isReopening && this.sent.at(-1)?.task.assignmentId === task.assignmentId
    if (output) return this.accepted(task, output, isAwaited)
    if (isAwaited) this.isReopening = false
    this.refused(task, error)
  }

  private accepted(task: TaskName, { next, feedback }: VoteKinds['votes']['output'], isAwaited: boolean) {
    this.parts.forgetDraft(task)
    const { step } = this.pool.ratingSession
    this.receive(next)
    if (isAwaited) {
      this.note = null
      return void this.reopen(task.assignmentId)
    }
    if (!feedback || !this.isCurrent(task)) return void this.bringIntoLine()
    this.stepOfFeedback = step
    this.feedback = feedback
    this.draw()
  }

  private refused(task: TaskName, error: ApiError) {
    const known = codeNotes[error.code]
    const isCurrent = this.isCurrent(task)
    if (error.code !== 'conflict') this.pool = withReturned(this.pool, task)
    if (known && isCurrent) return void this.ask({ name: known.here, reason: error.message })
    if (isCurrent && this.task) {
      this.pool = withFirst(this.pool, this.task)
      this.parts.dispatch({ type: 'failed' })
    }
    // Its answers stay as a draft: should the task come again, they are there.
    this.say(known?.earlier ?? (isCurrent ? 'refused' : 'earlierRefused'), error)
  }

  /** From the feedback on a training task to the next one. */
  goOn = () => {
    if (!this.feedback) return
    this.feedback = null
    void this.bringIntoLine()
  }

  /**
   * Shows what was answered in an earlier page and is still on its way as what it is. Another tab that was at work may have
   * begun the task that has been on the screen here all the while.
   */
  takeUp(left: readonly { input: TaskName }[], wasElsewhere = false) {
    for (const { input } of left) this.pool = withDone(this.pool, input)
    if (wasElsewhere && this.task && !this.feedback) this.parts.load(this.task)
    this.draw()
  }

  /** Whether the rater waits for nothing that is on its way: only asking the server leads on. */
  isStranded = () =>
    this.task !== null &&
    this.feedback === null &&
    this.parts.session().status === 'submitting' &&
    !this.isPending(this.task)

  /**
   * The rater has gone away: a task that was begun stays with them, all others go back. The current task stays on the
   * screen until the server is asked again. Returns both, to be sent to the server.
   */
  letGo(): { kept: number[]; back: number[] } {
    const session = this.parts.session()
    const held = openTasks(this.pool).map(({ assignmentId }) => assignmentId)
    const isKept = (id: number) => id === this.task?.assignmentId && session.status === 'answering' && isBegun(session)
    const kept = held.filter(isKept)
    this.pool = withOnly(this.pool, kept)
    return { kept, back: held.filter((id) => !isKept(id)) }
  }

  lose(ids: readonly number[]) {
    const { pool } = this
    this.pool = withOnly(
      pool,
      pool.order.filter((id) => !ids.includes(id)),
    )
  }

  renewed(leases: Parameters<typeof withLeases>[1]) {
    this.pool = withLeases(this.pool, leases)
  }

  /** The page was drawn in this language: names that are here in another one are asked for. */
  turnTo(wanted: string | undefined) {
    if (wanted !== this.language) void this.ask(null, true)
    this.language = wanted
  }

  held = () => openTasks(this.pool)

  snapshot = () => asSession(this.pool)

  currentTask = () => this.task

  dismiss = () => {
    this.note = null
    this.draw()
  }
}
