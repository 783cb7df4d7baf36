import { beforeEach, describe, expect, test } from 'vitest'
import { ApiError } from '@/lib/client/api'
import { Outbox } from '@/lib/client/outbox/outbox'
import { memoryStore } from '@/lib/client/outbox/outbox-store'
import { fakeSession, fakeTask } from '@/lib/client/testing/fake-session'
import type { RatingSession, RatingTask, SubmitOutput } from '@/lib/contracts/rating/rating'
import type { SubmittedMode } from '@/lib/domain/rating/answer-mode'
import { emptySession, type LabelingEvent, labelingStep, measuredTimes } from '@/lib/domain/rating/labeling-session'
import type { VoteOutboxKinds } from './rating-outbox'
import { SessionEngine } from './session-engine'
import type { SessionView } from './session-screen'

const owner = { slug: 'desk', raterId: 7 }
const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

/** A rater using the engine, and a server that responds when the test says so. */
async function sitDown(ratingSession: RatingSession, measured?: SubmittedMode) {
  let session = emptySession
  let clock = 0
  let view: SessionView | null = null
  let answerNext: ((reply: SubmitOutput | ApiError) => void) | null = null
  const shown: string[] = []
  const replies: (RatingSession | ApiError)[] = []
  const asked: string[] = []
  const sent: unknown[] = []
  const forgotten: number[] = []
  const prefetched: (string | null)[][] = []
  const missing = new Set<string | null>()
  /** Those of the missing pictures that exceed the time limit. */
  const late = new Set<string | null>()

  const box = new Outbox<VoteOutboxKinds>(memoryStore(), {
    votes: ({ input }) => {
      const { assignmentId, revision } = input
      asked.push(`submit ${assignmentId}/${revision}`)
      sent.push(input)
      return new Promise((resolve, reject) => {
        answerNext = (reply) => (reply instanceof ApiError ? reject(reply) : resolve(reply))
      })
    },
  })
  const reply = (what: string) => async () => {
    asked.push(what)
    const next = replies.shift()
    if (!next || next instanceof ApiError) throw next ?? new ApiError(0, 'offline', 'The server is away.')
    return next
  }
  const dispatch = (event: LabelingEvent) => {
    clock += 10
    const step = labelingStep(session, event, clock)
    session = step.session
    if (step.effect === 'submit') engine.submit(step.session)
    if (step.effect === 'undo') void engine.undo()
  }
  const load = (task: RatingTask | null) => {
    shown.push(task ? `${task.assignmentId}/${task.revision}` : 'none')
    dispatch({
      type: 'load',
      task: task && {
        ...task,
        candidateCount: task.candidates.length,
        perScreen: task.display.perScreen,
        previousAnswers: task.previousAnswers,
        previousRest: task.previousRest,
      },
    })
    // Pictures are painted at once, except missing ones.
    if (task && !missing.has(task.image.url)) dispatch({ type: 'imageShown' })
  }
  const engine = new SessionEngine(ratingSession, {
    outbox: box,
    readSession: (isAnew) => reply(isAnew ? 'anew' : 'next')(),
    skip: (id) => reply(`skip ${id}`)(),
    undo: (id) => reply(`undo ${id}`)(),
    pictures: {
      isReady: ({ url }) => !missing.has(url),
      ready: async ({ url }) => void (late.has(url) || missing.delete(url)),
      prefetch: (images) => prefetched.push(images.map(({ url }) => url)),
    },
    session: () => session,
    dispatch,
    load,
    forgetDraft: ({ assignmentId }) => forgotten.push(assignmentId),
    show: (next) => {
      view = next
    },
    stamp: () => ++clock,
    measure: (from) => ({ ...measuredTimes(from, clock), ...(measured && { answerMode: measured }) }),
  })
  box.onOutcome(engine.settle)
  await box.open(owner)
  load(ratingSession.task)
  return {
    engine,
    shown,
    asked,
    sent,
    forgotten,
    prefetched,
    missing,
    late,
    paint: () => dispatch({ type: 'imageShown' }),
    replies,
    view: () => view as SessionView | null,
    currentTask: () => view?.ratingSession.task?.assignmentId,
    session: () => session,
    answer: () => {
      dispatch({ type: 'restNo' })
      dispatch({ type: 'submit' })
    },
    submitPage: () => {
      dispatch({ type: 'restYes' })
      dispatch({ type: 'submit' })
    },
    begin: () => dispatch({ type: 'answer', answer: 'yes' }),
    undo: () => dispatch({ type: 'undo' }),
    async serverAnswers(said: RatingSession | ApiError, feedback: SubmitOutput['feedback'] = null) {
      await settled()
      if (!answerNext) throw new Error('Nothing was sent.')
      const answer = answerNext
      answerNext = null
      answer(said instanceof ApiError ? said : { outcome: 'accepted', next: said, feedback })
      await settled()
    },
  }
}

describe('with tasks ahead', () => {
  let rater: Awaited<ReturnType<typeof sitDown>>
  beforeEach(async () => {
    rater = await sitDown(fakeSession([1, 2, 3, 4]))
  })

  test('shows the next task at once, before the server responds', () => {
    rater.answer()
    expect(rater.shown).toEqual(['1/0', '2/0'])
    expect(rater.view()?.ratingSession).toMatchObject({ task: { assignmentId: 2 }, undoAssignmentId: 1 })
    rater.answer()
    rater.answer()
    expect(rater.shown).toEqual(['1/0', '2/0', '3/0', '4/0'])
  })

  test('reloads all tasks when the page is rendered in another language, and keeps the answers begun', async () => {
    const inGerman = (session: RatingSession): RatingSession => {
      const renamed = (task: RatingTask) => ({
        ...task,
        candidates: task.candidates.map((candidate, k) => ({ ...candidate, name: `Klasse ${k}` })),
      })
      return {
        ...session,
        language: 'de',
        task: session.task && renamed(session.task),
        ahead: session.ahead.map(renamed),
      }
    }
    rater.begin()
    rater.engine.turnTo(undefined)
    expect(rater.asked).toEqual([])
    rater.replies.push(inGerman(fakeSession([1, 2, 3, 4])))
    rater.engine.turnTo('de')
    rater.engine.turnTo('de')
    await settled()
    expect(rater.asked).toEqual(['anew'])
    expect(rater.shown).toEqual(['1/0'])
    expect(rater.view()?.ratingSession.task?.candidates[0]?.name).toBe('Klasse 0')
    expect(rater.session().answers).toEqual(['yes', null])
    rater.answer()
    expect(rater.view()?.ratingSession.task).toMatchObject({ assignmentId: 2, candidates: [{ name: 'Klasse 0' }, {}] })
  })

  test('sends answers one at a time, in order', async () => {
    rater.answer()
    rater.answer()
    await rater.serverAnswers(fakeSession([2, 3, 4, 5], [3, 4]))
    await rater.serverAnswers(fakeSession([3, 4, 5, 6], [4, 5]))
    expect(rater.asked).toEqual(['submit 1/0', 'submit 2/0'])
    expect(rater.forgotten).toEqual([1, 2])
  })

  test('adds tasks from the server without reloading or repeating any', async () => {
    rater.answer()
    rater.begin()
    await rater.serverAnswers(fakeSession([2, 3, 4, 5], [3, 4]))
    expect(rater.session().answers).toEqual(['yes', null])
    for (let k = 0; k < 4; k++) rater.answer()
    expect(rater.shown).toEqual(['1/0', '2/0', '3/0', '4/0', '5/0'])
    await rater.serverAnswers(fakeSession([2, 3, 4, 5, 6], [3, 4, 5]))
    expect(rater.shown.at(-1)).toBe('6/0')
  })

  test('shows a new text after the current task, before the tasks held ahead, which follow once it is read', async () => {
    rater.answer()
    rater.begin()
    await rater.serverAnswers(fakeSession([2, 3, 4], [3, 4], { state: 'guidelines', task: null }))
    expect(rater.session().answers).toEqual(['yes', null])
    expect(rater.currentTask()).toBe(2)
    rater.answer()
    await rater.serverAnswers(fakeSession([3, 4], [3, 4], { state: 'guidelines', task: null }))
    expect(rater.view()?.ratingSession).toMatchObject({ state: 'guidelines', task: null })
    rater.replies.push(fakeSession([3, 4], [4]))
    await rater.engine.ask()
    expect(rater.shown).toEqual(['1/0', '2/0', 'none', '3/0'])
  })

  test('replaces a task without answers with a new text', async () => {
    rater.answer()
    await rater.serverAnswers(fakeSession([2, 3, 4], [3, 4], { state: 'guidelines', task: null }))
    expect(rater.view()?.ratingSession).toMatchObject({ state: 'guidelines', task: null })
    expect(rater.view()?.note).toBeNull()
  })

  test('prefetches the pictures of the tasks ahead in order', () => {
    rater.answer()
    expect(rater.prefetched.at(-1)).toEqual(['/picture-3', '/picture-4'])
  })

  test('waits for a picture that is not loaded yet', async () => {
    rater.missing.add('/picture-2')
    rater.answer()
    expect(rater.currentTask()).toBe(1)
    expect(rater.session().status).toBe('submitting')
    await settled()
    expect(rater.currentTask()).toBe(2)
  })

  test("waits after the last task, and continues with the server's next one", async () => {
    for (let k = 0; k < 4; k++) rater.answer()
    expect(rater.currentTask()).toBe(4)
    expect(rater.session().status).toBe('submitting')
    await rater.serverAnswers(fakeSession([2, 3, 4, 5], [2, 3, 4]))
    expect(rater.currentTask()).toBe(5)
  })

  test('reports that the lease of an earlier task was lost, and keeps the current task', async () => {
    rater.answer()
    rater.begin()
    await rater.serverAnswers(new ApiError(409, 'lease-lost', 'Too late.'))
    expect(rater.view()?.note?.name).toBe('earlierLost')
    expect(rater.currentTask()).toBe(2)
    expect(rater.session().answers).toEqual(['yes', null])
    expect(rater.forgotten).toEqual([])
  })

  test('shows a lost task again when it is assigned again, but not an answered one', async () => {
    rater.answer()
    await rater.serverAnswers(new ApiError(409, 'lease-lost', 'Too late.'))
    rater.answer()
    await rater.serverAnswers(fakeSession([3, 4, 1, 2], [3, 4]))
    rater.answer()
    rater.answer()
    expect(rater.shown).toEqual(['1/0', '2/0', '3/0', '4/0', '1/0'])
  })

  test('asks for the end of a visit that was ended elsewhere, instead of the tasks ahead', async () => {
    rater.answer()
    const exit = { outcome: 'stopped', code: 'PART1', url: null } as const
    rater.replies.push(fakeSession([], [], { panel: { done: 1, wanted: 6, hasFailedTest: false, exit } }))
    await rater.serverAnswers(new ApiError(409, 'visit-over', 'You have ended this session.'))
    expect(rater.view()).toMatchObject({ ratingSession: { task: null, panel: { exit } }, note: null })
    expect(rater.asked).toEqual(['submit 1/0', 'next'])
  })

  test('reports conflicting saved answers without interrupting the current task', async () => {
    rater.answer()
    await rater.serverAnswers(new ApiError(409, 'conflict', 'Others.'))
    expect(rater.view()?.note?.name).toBe('earlierConflict')
    expect(rater.currentTask()).toBe(2)
  })

  test('replaces a current task that was taken over by others, and says so', async () => {
    rater.answer()
    await rater.serverAnswers(fakeSession([3, 4], [3, 4], { taken: [2] }))
    expect(rater.currentTask()).toBe(3)
    expect(rater.view()?.note?.name).toBe('takenOver')
  })

  test('shows that the project is paused, even with tasks ahead', async () => {
    rater.answer()
    await rater.serverAnswers(fakeSession([], [], { state: 'paused' }))
    expect(rater.view()).toMatchObject({ ratingSession: { state: 'paused', task: null }, note: null })
  })

  test('replaces a skipped task, which never comes back', async () => {
    rater.replies.push(fakeSession([2, 3, 4, 5], [2, 3, 4]))
    await rater.engine.skip({ reason: 'other', note: null })
    expect(rater.shown).toEqual(['1/0', '2/0'])
    expect(rater.asked).toEqual(['skip 1'])
  })

  test('keeps a task with answers when idle, and releases the tasks ahead', async () => {
    rater.begin()
    expect(rater.engine.releaseIdleTasks()).toEqual({ kept: [1], back: [2, 3, 4] })
    expect(rater.engine.held().map(({ assignmentId }) => assignmentId)).toEqual([1])
    rater.replies.push(fakeSession([1, 9], [1]))
    await rater.engine.ask()
    expect(rater.shown).toEqual(['1/0'])
    expect(rater.session().answers).toEqual(['yes', null])
    expect(rater.view()?.note).toBeNull()
  })

  test('releases an untouched task when idle, and replaces it without a message', async () => {
    expect(rater.engine.releaseIdleTasks()).toEqual({ kept: [], back: [1, 2, 3, 4] })
    rater.replies.push(fakeSession([9]))
    await rater.engine.ask()
    expect(rater.shown).toEqual(['1/0', '9/0'])
    expect(rater.view()?.note).toBeNull()
  })

  test('says that others have the picture only if the server says so, and otherwise that it is no longer held', async () => {
    rater.begin()
    rater.engine.releaseIdleTasks()
    rater.replies.push(fakeSession([9], [], { taken: [1] }))
    await rater.engine.ask()
    expect(rater.view()?.note?.name).toBe('takenOver')
    rater.begin()
    rater.replies.push(fakeSession([10]))
    await rater.engine.ask()
    expect(rater.shown).toEqual(['1/0', '9/0', '10/0'])
    expect(rater.view()?.note?.name).toBe('notHeld')
  })

  test('does not report tasks held ahead as lost at the end of a visit', async () => {
    rater.answer()
    rater.begin()
    const exit = { outcome: 'completed' as const, url: null, code: 'DONE1' }
    const ended = { state: 'rating' as const, panel: { done: 1, wanted: 1, hasFailedTest: false, exit }, taken: [2] }
    await rater.serverAnswers(fakeSession([], [], ended))
    expect(rater.view()).toMatchObject({ ratingSession: { task: null }, note: null })
  })

  test('accepts no answer before the picture is painted, not even for a whole task or after undo', async () => {
    rater.missing.add('/picture-2').add('/picture-1')
    rater.late.add('/picture-2').add('/picture-1')
    rater.answer()
    await settled()
    expect(rater.currentTask()).toBe(2)
    expect(rater.view()?.isImageReady).toBe(false)
    rater.answer()
    await rater.serverAnswers(fakeSession([2, 3, 4], [2, 3, 4], { undoAssignmentId: 1 }))
    expect(rater.asked).toEqual(['submit 1/0'])
    rater.replies.push({ ...fakeSession([1, 2, 3, 4], [2, 3, 4]), task: fakeTask(1, 1) })
    rater.undo()
    await settled()
    rater.answer()
    expect(rater.asked).toEqual(['submit 1/0', 'undo 1'])
    expect(rater.currentTask()).toBe(1)
    rater.paint()
    rater.answer()
    await settled()
    expect(rater.asked).toEqual(['submit 1/0', 'undo 1', 'submit 1/1'])
  })
})

describe('undo', () => {
  test('reopens a saved task through the server', async () => {
    const rater = await sitDown(fakeSession([1, 2, 3]))
    rater.answer()
    await rater.serverAnswers(fakeSession([2, 3, 4], [3], { undoAssignmentId: 1 }))
    rater.begin()
    rater.replies.push({ ...fakeSession([1, 2, 3, 4], [2, 3, 4]), task: fakeTask(1, 1) })
    rater.undo()
    await settled()
    expect(rater.shown).toEqual(['1/0', '2/0', '1/1'])
    rater.answer()
    expect(rater.shown.at(-1)).toBe('2/0')
  })

  test('waits for answers that are being sent, then reopens the task', async () => {
    const rater = await sitDown(fakeSession([1, 2, 3]))
    rater.answer()
    await settled()
    rater.undo()
    await settled()
    expect(rater.view()).toMatchObject({ note: { name: 'undoWaits' }, isReopening: true })
    rater.replies.push({ ...fakeSession([1, 2, 3], [2, 3]), task: fakeTask(1, 1) })
    await rater.serverAnswers(fakeSession([2, 3], [3], { undoAssignmentId: 1 }))
    expect(rater.asked).toEqual(['submit 1/0', 'undo 1'])
    expect(rater.view()).toMatchObject({ note: null, isReopening: false, ratingSession: { task: { revision: 1 } } })
  })

  test('takes back unsent answers without the server', async () => {
    const rater = await sitDown(fakeSession([1, 2, 3]))
    rater.answer()
    rater.answer()
    await settled()
    rater.undo()
    await settled()
    expect(rater.asked).toEqual(['submit 1/0'])
    expect(rater.view()?.ratingSession.task).toMatchObject({
      assignmentId: 2,
      revision: 0,
      previousAnswers: ['no', 'no'],
      previousRest: [true, true],
    })
    expect(rater.session().rest).toEqual([true, true])
    rater.answer()
    await rater.serverAnswers(fakeSession([2, 3], [2, 3]))
    expect(rater.asked).toEqual(['submit 1/0', 'submit 2/0'])
    expect(rater.currentTask()).toBe(3)
  })

  test('takes back the last task held ahead while it waits for the server', async () => {
    const rater = await sitDown(fakeSession([1, 2]))
    rater.answer()
    rater.answer()
    await settled()
    expect(rater.session().status).toBe('submitting')
    rater.undo()
    await settled()
    expect(rater.asked).toEqual(['submit 1/0'])
    expect(rater.view()).toMatchObject({ note: null, isReopening: false })
    expect(rater.session()).toMatchObject({ status: 'answering', answers: ['no', 'no'] })
    rater.answer()
    await rater.serverAnswers(fakeSession([2]))
    expect(rater.asked).toEqual(['submit 1/0', 'submit 2/0'])
  })

  test('says that the last task reopens later if the server may already have it', async () => {
    const rater = await sitDown(fakeSession([1]))
    rater.answer()
    await settled()
    rater.undo()
    await settled()
    expect(rater.view()).toMatchObject({ note: { name: 'undoWaits' }, isReopening: true })
    rater.replies.push({ ...fakeSession([1]), task: fakeTask(1, 1) })
    await rater.serverAnswers(fakeSession([], [], { undoAssignmentId: 1 }))
    expect(rater.view()).toMatchObject({ note: null, ratingSession: { task: { assignmentId: 1, revision: 1 } } })
  })

  test('does not reopen a training task that waits for its feedback', async () => {
    const rater = await sitDown(fakeSession([1], [], { step: { ...fakeSession([1]).step, kind: 'training' } }))
    rater.answer()
    rater.undo()
    expect(rater.view()).toMatchObject({ note: { name: 'nothingToReopen' }, isReopening: false })
    expect(rater.view()?.ratingSession.undoAssignmentId).toBeNull()
  })

  test('keeps a rest of yes, and sends the answer mode with it', async () => {
    const rater = await sitDown(fakeSession([1, 2, 3]), 'tap-no')
    rater.begin()
    rater.submitPage()
    await settled()
    expect(rater.sent).toMatchObject([{ answers: ['yes', 'yes'], rest: [false, true], answerMode: 'tap-no' }])
    rater.submitPage()
    await settled()
    rater.undo()
    await settled()
    expect(rater.view()?.ratingSession.task).toMatchObject({
      ...{ assignmentId: 2, previousAnswers: ['yes', 'yes'], previousRest: [true, true] },
    })
  })

  test('is dropped if the rater continues while it is pending', async () => {
    const rater = await sitDown(fakeSession([1, 2, 3]))
    rater.answer()
    await settled()
    rater.undo()
    await settled()
    rater.answer()
    await rater.serverAnswers(fakeSession([2, 3], [3]))
    expect(rater.asked).toEqual(['submit 1/0', 'submit 2/0'])
    expect(rater.currentTask()).toBe(3)
  })

  test('reports if there is nothing to reopen or if reopening failed', async () => {
    const rater = await sitDown(fakeSession([1]))
    rater.undo()
    expect(rater.view()?.note?.name).toBe('nothingToReopen')
    const other = await sitDown(fakeSession([1], [], { undoAssignmentId: 9 }))
    other.undo()
    await settled()
    expect(other.view()).toMatchObject({ note: { name: 'notReopened' }, isReopening: false })
  })
})

describe('without tasks ahead', () => {
  test('waits for the server after every task', async () => {
    const rater = await sitDown(fakeSession([1]))
    rater.answer()
    expect(rater.shown).toEqual(['1/0'])
    await rater.serverAnswers(fakeSession([2]))
    expect(rater.shown).toEqual(['1/0', '2/0'])
  })

  test('says why a submitted or reopened task cannot be skipped', async () => {
    const rater = await sitDown(fakeSession([1]))
    rater.answer()
    rater.engine.refuseSkip()
    expect(rater.view()?.note?.name).toBe('skipSubmitted')
    const other = await sitDown({ ...fakeSession([1]), task: fakeTask(1, 1) })
    other.engine.refuseSkip()
    expect(other.view()?.note?.name).toBe('skipReopened')
  })

  test('returns rejected answers to the rater', async () => {
    const rater = await sitDown(fakeSession([1]))
    rater.answer()
    await rater.serverAnswers(new ApiError(400, 'invalid-input', 'No.'))
    expect(rater.session().status).toBe('answering')
    expect(rater.view()?.note).toMatchObject({ name: 'refused', reason: { code: 'invalid-input' } })
    rater.replies.push(fakeSession([1]))
    await rater.engine.ask()
    expect(rater.shown).toEqual(['1/0'])
  })

  test('moves on to the next task after a lost lease, and says so', async () => {
    const rater = await sitDown(fakeSession([1]))
    rater.answer()
    rater.replies.push(fakeSession([2]))
    await rater.serverAnswers(new ApiError(409, 'lease-lost', 'Too late.'))
    expect(rater.currentTask()).toBe(2)
    expect(rater.view()?.note?.name).toBe('lost')
  })

  test('is stranded if the next request fails too, until the server is asked again', async () => {
    const rater = await sitDown(fakeSession([1]))
    rater.answer()
    await rater.serverAnswers(new ApiError(409, 'lease-lost', 'Too late.'))
    expect(rater.engine.isStranded()).toBe(true)
    rater.replies.push(fakeSession([2]))
    await rater.engine.ask()
    expect(rater.currentTask()).toBe(2)
    expect(rater.engine.isStranded()).toBe(false)
  })

  test('takes back that the next task could not be loaded once the server answers', async () => {
    const rater = await sitDown(fakeSession([1, 2]))
    await rater.engine.ask()
    expect(rater.view()?.note?.name).toBe('notFetched')
    expect(rater.engine.isStranded()).toBe(true)
    rater.replies.push(fakeSession([1, 2]))
    await rater.engine.ask()
    expect(rater.view()).toMatchObject({ note: null, ratingSession: { task: { assignmentId: 1 } } })
    expect(rater.engine.isStranded()).toBe(false)
  })

  test('does not say that others have the last images if the server is unreachable after all are answered', async () => {
    const rater = await sitDown(fakeSession([], [], { state: 'rating' }))
    rater.engine.applyPending([])
    await rater.engine.ask()
    expect(rater.view()?.ratingSession).toMatchObject({ state: 'rating', task: null })
    expect(rater.engine.isStranded()).toBe(true)
    rater.replies.push(fakeSession([5]))
    await rater.engine.ask()
    expect(rater.currentTask()).toBe(5)
  })
})

test('keeps a submitted training task and its feedback despite the response to an earlier request', async () => {
  const step = { kind: 'training', done: 0, total: 1, attemptsLeft: 2, lastAttempt: null } as const
  const rater = await sitDown(fakeSession([1], [], { step }))
  // The server names tasks that are here already without sending them again.
  rater.replies.push(fakeSession([1], [], { step, task: null }))
  const asked = rater.engine.ask()
  rater.answer()
  await asked
  expect(rater.view()?.ratingSession).toMatchObject({ state: 'rating', task: { assignmentId: 1 } })
  const feedback = [{ name: 'desk', answer: 'no' as const, holds: true, isRight: false, explanation: 'It is a desk.' }]
  await rater.serverAnswers(fakeSession([], [], { state: 'test-ready' }), feedback)
  expect(rater.view()).toMatchObject({ feedback, ratingSession: { task: { assignmentId: 1 } } })
})

test('shows feedback after a training task and continues when the rater does', async () => {
  const step = { kind: 'training', done: 0, total: 5, attemptsLeft: 2, lastAttempt: null } as const
  const rater = await sitDown(fakeSession([1, 2], [], { step }))
  rater.answer()
  expect(rater.currentTask()).toBe(1)
  const feedback = [{ name: 'desk', answer: 'no' as const, holds: true, isRight: false, explanation: 'It is a desk.' }]
  const after = { ...step, done: 1 }
  await rater.serverAnswers(fakeSession([2], [], { step: after }), feedback)
  expect(rater.view()).toMatchObject({ feedback, ratingSession: { task: { assignmentId: 1 }, step } })
  rater.engine.goOn()
  await settled()
  expect(rater.view()).toMatchObject({ feedback: null, ratingSession: { task: { assignmentId: 2 }, step: after } })
})

describe('at the end of the test', () => {
  const step = { kind: 'test', done: 0, total: 1, attemptsLeft: 1, lastAttempt: null } as const
  const after = (hasPassed: boolean) => ({
    ...{ kind: 'rating' as const, done: 0, total: null, attemptsLeft: 1 },
    lastAttempt: { holds: 1, holdsNot: 1, passMark: 0.8, hasPassed },
  })

  test('says once that the test is passed', async () => {
    const rater = await sitDown(fakeSession([1], [], { step }))
    rater.answer()
    await rater.serverAnswers(fakeSession([2, 3], [], { step: after(true) }))
    expect(rater.view()).toMatchObject({ note: { name: 'testPassed' }, ratingSession: { task: { assignmentId: 2 } } })
    rater.answer()
    await rater.serverAnswers(fakeSession([3], [], { step: after(true) }))
    expect(rater.view()?.note).toBeNull()
  })

  test('says so also after the last image was skipped, and where no image is left', async () => {
    const rater = await sitDown(fakeSession([1], [], { step }))
    rater.replies.push(fakeSession([], [], { step: after(true) }))
    await rater.engine.skip({ reason: 'other', note: null })
    expect(rater.view()).toMatchObject({ note: { name: 'testPassed' }, ratingSession: { state: 'finished' } })
  })

  test('says nothing if the test was waived after a failed attempt', async () => {
    const rater = await sitDown(fakeSession([1], [], { step }))
    rater.answer()
    await rater.serverAnswers(fakeSession([2], [], { step: after(false) }))
    expect(rater.view()).toMatchObject({ note: null, ratingSession: { task: { assignmentId: 2 } } })
  })
})

test("ignores the outcome of another rater's answers", async () => {
  const rater = await sitDown(fakeSession([1, 2]))
  const entry = {
    ...owner,
    kind: 'votes' as const,
    raterId: 8,
    id: '1/0',
    queuedAt: 0,
    input: { assignmentId: 1, revision: 0, answers: [], durationMs: null, imageShownMs: 1_000, shownMs: null },
  }
  rater.engine.settle({ kind: 'votes', entry, output: null, error: new ApiError(409, 'lease-lost', 'Too late.') })
  expect(rater.view()).toBeNull()
})

test('never shows the tasks of another rater who has signed in in a second tab, since it would not send their answers', async () => {
  const rater = await sitDown(fakeSession([1, 2]))
  rater.replies.push({ ...fakeSession([11, 12]), raterId: 8 }, fakeSession([3]))
  expect(await rater.engine.ask()).toBe(false)
  expect(rater.view()).toMatchObject({
    note: { name: 'notFetched', reason: { code: 'unauthenticated' } },
    ratingSession: { raterId: owner.raterId, task: { assignmentId: 1 } },
  })
  expect(rater.engine.isStranded()).toBe(true)
  rater.answer()
  expect(rater.currentTask()).toBe(2)
  expect(await rater.engine.ask()).toBe(true)
  expect(rater.currentTask()).toBe(3)
})

test('reloads the current task with its draft when a tab takes over from another', async () => {
  const rater = await sitDown(fakeSession([1, 2, 3]))
  rater.engine.applyPending([], true)
  expect(rater.shown).toEqual(['1/0', '1/0'])
  const nobody = await sitDown({ ...fakeSession([]), state: 'waiting' })
  nobody.engine.applyPending([], true)
  expect(nobody.shown).toEqual(['none'])
})
