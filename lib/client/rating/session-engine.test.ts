import { beforeEach, describe, expect, test } from 'vitest'
import { ApiError } from '@/lib/client/api-error'
import { Outbox } from '@/lib/client/outbox/outbox'
import { memoryStore } from '@/lib/client/outbox/outbox-store'
import { madeUpSession, madeUpTask } from '@/lib/client/testing/made-up-session'
import type { RatingSession, RatingTask, SubmitOutput } from '@/lib/contracts/rating/rating'
import type { SubmittedMode } from '@/lib/domain/rating/answer-mode'
import { emptySession, type LabelingEvent, labelingStep, measuredTimes } from '@/lib/domain/rating/labeling-session'
import type { VoteKinds } from './rating-outbox'
import { SessionEngine } from './session-engine'
import type { SessionView } from './session-screen'

const owner = { slug: 'desk', raterId: 7 }
const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

/** A rater at the engine, and a server that answers when it is told to. */
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
  /** Of those, pictures for which patience runs out. */
  const late = new Set<string | null>()

  const box = new Outbox<VoteKinds>(memoryStore(), {
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
    // Paint follows at once, but for a picture that does not come.
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
    rater = await sitDown(madeUpSession([1, 2, 3, 4]))
  })

  test('the next is the current one at once, before the server has said anything', () => {
    rater.answer()
    expect(rater.shown).toEqual(['1/0', '2/0'])
    expect(rater.view()?.ratingSession).toMatchObject({ task: { assignmentId: 2 }, undoAssignmentId: 1 })
    rater.answer()
    rater.answer()
    expect(rater.shown).toEqual(['1/0', '2/0', '3/0', '4/0'])
  })

  test('all come anew once the page is drawn in another language, and the answers begun stay', async () => {
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
    rater.replies.push(inGerman(madeUpSession([1, 2, 3, 4])))
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

  test('answers are sent in order, one after the other', async () => {
    rater.answer()
    rater.answer()
    await rater.serverAnswers(madeUpSession([2, 3, 4, 5], [3, 4]))
    await rater.serverAnswers(madeUpSession([3, 4, 5, 6], [4, 5]))
    expect(rater.asked).toEqual(['submit 1/0', 'submit 2/0'])
    expect(rater.forgotten).toEqual([1, 2])
  })

  test('what the server says only adds to what is ahead: nothing is loaded anew, nothing shown twice', async () => {
    rater.answer()
    rater.begin()
    await rater.serverAnswers(madeUpSession([2, 3, 4, 5], [3, 4]))
    expect(rater.session().answers).toEqual(['yes', null])
    for (let k = 0; k < 4; k++) rater.answer()
    expect(rater.shown).toEqual(['1/0', '2/0', '3/0', '4/0', '5/0'])
    await rater.serverAnswers(madeUpSession([2, 3, 4, 5, 6], [3, 4, 5]))
    expect(rater.shown.at(-1)).toBe('6/0')
  })

  test('a new text comes with the next task, before those held ahead, and they follow once it is read', async () => {
    rater.answer()
    rater.begin()
    await rater.serverAnswers(madeUpSession([2, 3, 4], [3, 4], { state: 'guidelines', task: null }))
    expect(rater.session().answers).toEqual(['yes', null])
    expect(rater.currentTask()).toBe(2)
    rater.answer()
    await rater.serverAnswers(madeUpSession([3, 4], [3, 4], { state: 'guidelines', task: null }))
    expect(rater.view()?.ratingSession).toMatchObject({ state: 'guidelines', task: null })
    rater.replies.push(madeUpSession([3, 4], [4]))
    await rater.engine.ask()
    expect(rater.shown).toEqual(['1/0', '2/0', 'none', '3/0'])
  })

  test('a task that is not begun makes way for a new text', async () => {
    rater.answer()
    await rater.serverAnswers(madeUpSession([2, 3, 4], [3, 4], { state: 'guidelines', task: null }))
    expect(rater.view()?.ratingSession).toMatchObject({ state: 'guidelines', task: null })
    expect(rater.view()?.note).toBeNull()
  })

  test('pictures of the tasks ahead are fetched in their order', () => {
    rater.answer()
    expect(rater.prefetched.at(-1)).toEqual(['/picture-3', '/picture-4'])
  })

  test('a picture that is not here yet is waited for', async () => {
    rater.missing.add('/picture-2')
    rater.answer()
    expect(rater.currentTask()).toBe(1)
    expect(rater.session().status).toBe('submitting')
    await settled()
    expect(rater.currentTask()).toBe(2)
  })

  test('once the last one is answered it waits, and goes on with what the server sends', async () => {
    for (let k = 0; k < 4; k++) rater.answer()
    expect(rater.currentTask()).toBe(4)
    expect(rater.session().status).toBe('submitting')
    await rater.serverAnswers(madeUpSession([2, 3, 4, 5], [2, 3, 4]))
    expect(rater.currentTask()).toBe(5)
  })

  test('a lease lost before an earlier picture was sent is said plainly, and the current one stays', async () => {
    rater.answer()
    rater.begin()
    await rater.serverAnswers(new ApiError(409, 'lease-lost', 'Too late.'))
    expect(rater.view()?.note?.name).toBe('earlierLost')
    expect(rater.currentTask()).toBe(2)
    expect(rater.session().answers).toEqual(['yes', null])
    expect(rater.forgotten).toEqual([])
  })

  test('a task that was lost comes again when it is given again; one that was answered does not', async () => {
    rater.answer()
    await rater.serverAnswers(new ApiError(409, 'lease-lost', 'Too late.'))
    rater.answer()
    await rater.serverAnswers(madeUpSession([3, 4, 1, 2], [3, 4]))
    rater.answer()
    rater.answer()
    expect(rater.shown).toEqual(['1/0', '2/0', '3/0', '4/0', '1/0'])
  })

  test('other answers saved before are said plainly and cost nothing', async () => {
    rater.answer()
    await rater.serverAnswers(new ApiError(409, 'conflict', 'Others.'))
    expect(rater.view()?.note?.name).toBe('earlierConflict')
    expect(rater.currentTask()).toBe(2)
  })

  test('the current task, taken over by others, makes way for the next and says so', async () => {
    rater.answer()
    await rater.serverAnswers(madeUpSession([3, 4], [3, 4], { taken: [2] }))
    expect(rater.currentTask()).toBe(3)
    expect(rater.view()?.note?.name).toBe('takenOver')
  })

  test('a paused project takes the screen, whatever is ahead', async () => {
    rater.answer()
    await rater.serverAnswers(madeUpSession([], [], { state: 'paused' }))
    expect(rater.view()).toMatchObject({ ratingSession: { state: 'paused', task: null }, note: null })
  })

  test('a skipped task makes way for the next and never comes back', async () => {
    rater.replies.push(madeUpSession([2, 3, 4, 5], [2, 3, 4]))
    await rater.engine.skip({ reason: 'other', note: null })
    expect(rater.shown).toEqual(['1/0', '2/0'])
    expect(rater.asked).toEqual(['skip 1'])
  })

  test('when idle, what is begun is kept and the tasks ahead are given back', async () => {
    rater.begin()
    expect(rater.engine.letGo()).toEqual({ kept: [1], back: [2, 3, 4] })
    expect(rater.engine.held().map(({ assignmentId }) => assignmentId)).toEqual([1])
    rater.replies.push(madeUpSession([1, 9], [1]))
    await rater.engine.ask()
    expect(rater.shown).toEqual(['1/0'])
    expect(rater.session().answers).toEqual(['yes', null])
    expect(rater.view()?.note).toBeNull()
  })

  test('when idle, an untouched task is given back and makes way without a word', async () => {
    expect(rater.engine.letGo()).toEqual({ kept: [], back: [1, 2, 3, 4] })
    rater.replies.push(madeUpSession([9]))
    await rater.engine.ask()
    expect(rater.shown).toEqual(['1/0', '9/0'])
    expect(rater.view()?.note).toBeNull()
  })

  test('others have the picture only when the server says so; otherwise it is no longer here', async () => {
    rater.begin()
    rater.engine.letGo()
    rater.replies.push(madeUpSession([9], [], { taken: [1] }))
    await rater.engine.ask()
    expect(rater.view()?.note?.name).toBe('takenOver')
    rater.begin()
    rater.replies.push(madeUpSession([10]))
    await rater.engine.ask()
    expect(rater.shown).toEqual(['1/0', '9/0', '10/0'])
    expect(rater.view()?.note?.name).toBe('notHeld')
  })

  test('the end of a visit says nothing of the tasks that were held ahead', async () => {
    rater.answer()
    rater.begin()
    const exit = { outcome: 'completed' as const, url: null, code: 'DONE1' }
    const ended = { state: 'rating' as const, panel: { done: 1, wanted: 1, exit }, taken: [2] }
    await rater.serverAnswers(madeUpSession([], [], ended))
    expect(rater.view()).toMatchObject({ ratingSession: { task: null }, note: null })
  })

  test('no answer is taken before the picture is painted, not even a whole task or after Undo', async () => {
    rater.missing.add('/picture-2').add('/picture-1')
    rater.late.add('/picture-2').add('/picture-1')
    rater.answer()
    await settled()
    expect(rater.currentTask()).toBe(2)
    expect(rater.view()?.isImageReady).toBe(false)
    rater.answer()
    await rater.serverAnswers(madeUpSession([2, 3, 4], [2, 3, 4], { undoAssignmentId: 1 }))
    expect(rater.asked).toEqual(['submit 1/0'])
    rater.replies.push({ ...madeUpSession([1, 2, 3, 4], [2, 3, 4]), task: madeUpTask(1, 1) })
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
  test('reopens by the server what the server has', async () => {
    const rater = await sitDown(madeUpSession([1, 2, 3]))
    rater.answer()
    await rater.serverAnswers(madeUpSession([2, 3, 4], [3], { undoAssignmentId: 1 }))
    rater.begin()
    rater.replies.push({ ...madeUpSession([1, 2, 3, 4], [2, 3, 4]), task: madeUpTask(1, 1) })
    rater.undo()
    await settled()
    expect(rater.shown).toEqual(['1/0', '2/0', '1/1'])
    rater.answer()
    expect(rater.shown.at(-1)).toBe('2/0')
  })

  test('waits for answers on their way, then reopens them', async () => {
    const rater = await sitDown(madeUpSession([1, 2, 3]))
    rater.answer()
    await settled()
    rater.undo()
    await settled()
    expect(rater.view()).toMatchObject({ note: { name: 'undoWaits' }, isReopening: true })
    rater.replies.push({ ...madeUpSession([1, 2, 3], [2, 3]), task: madeUpTask(1, 1) })
    await rater.serverAnswers(madeUpSession([2, 3], [3], { undoAssignmentId: 1 }))
    expect(rater.asked).toEqual(['submit 1/0', 'undo 1'])
    expect(rater.view()).toMatchObject({ note: null, isReopening: false, ratingSession: { task: { revision: 1 } } })
  })

  test('takes back what was never sent, without the server', async () => {
    const rater = await sitDown(madeUpSession([1, 2, 3]))
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
    await rater.serverAnswers(madeUpSession([2, 3], [2, 3]))
    expect(rater.asked).toEqual(['submit 1/0', 'submit 2/0'])
    expect(rater.currentTask()).toBe(3)
  })

  test('keeps a rest of yes, which is sent with what a tap said', async () => {
    const rater = await sitDown(madeUpSession([1, 2, 3]), 'tap-no')
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

  test('is dropped when the rater goes on while it waits', async () => {
    const rater = await sitDown(madeUpSession([1, 2, 3]))
    rater.answer()
    await settled()
    rater.undo()
    await settled()
    rater.answer()
    await rater.serverAnswers(madeUpSession([2, 3], [3]))
    expect(rater.asked).toEqual(['submit 1/0', 'submit 2/0'])
    expect(rater.currentTask()).toBe(3)
  })

  test('says when there is nothing to reopen, and when it did not work', async () => {
    const rater = await sitDown(madeUpSession([1]))
    rater.undo()
    expect(rater.view()?.note?.name).toBe('nothingToReopen')
    const other = await sitDown(madeUpSession([1], [], { undoAssignmentId: 9 }))
    other.undo()
    await settled()
    expect(other.view()).toMatchObject({ note: { name: 'notReopened' }, isReopening: false })
  })
})

describe('without tasks ahead', () => {
  test('it waits for the server, as every answer is the last', async () => {
    const rater = await sitDown(madeUpSession([1]))
    rater.answer()
    expect(rater.shown).toEqual(['1/0'])
    await rater.serverAnswers(madeUpSession([2]))
    expect(rater.shown).toEqual(['1/0', '2/0'])
  })

  test('answers the server cannot take come back for work', async () => {
    const rater = await sitDown(madeUpSession([1]))
    rater.answer()
    await rater.serverAnswers(new ApiError(400, 'invalid-input', 'No.'))
    expect(rater.session().status).toBe('answering')
    expect(rater.view()?.note?.name).toBe('refused')
    rater.replies.push(madeUpSession([1]))
    await rater.engine.ask()
    expect(rater.shown).toEqual(['1/0'])
  })

  test('a lost lease leads to the next task and says so', async () => {
    const rater = await sitDown(madeUpSession([1]))
    rater.answer()
    rater.replies.push(madeUpSession([2]))
    await rater.serverAnswers(new ApiError(409, 'lease-lost', 'Too late.'))
    expect(rater.currentTask()).toBe(2)
    expect(rater.view()?.note?.name).toBe('lost')
  })

  test('where asking fails as well, it is stranded until it is asked again', async () => {
    const rater = await sitDown(madeUpSession([1]))
    rater.answer()
    await rater.serverAnswers(new ApiError(409, 'lease-lost', 'Too late.'))
    expect(rater.engine.isStranded()).toBe(true)
    rater.replies.push(madeUpSession([2]))
    await rater.engine.ask()
    expect(rater.currentTask()).toBe(2)
    expect(rater.engine.isStranded()).toBe(false)
  })
})

test('a reply that was asked for before a training task was submitted does not take it away, nor its explanation', async () => {
  const step = { kind: 'training', done: 0, total: 1, attemptsLeft: 2, lastAttempt: null } as const
  const rater = await sitDown(madeUpSession([1], [], { step }))
  // The server does not send what is here: it only names it.
  rater.replies.push(madeUpSession([1], [], { step, task: null }))
  const asked = rater.engine.ask()
  rater.answer()
  await asked
  expect(rater.view()?.ratingSession).toMatchObject({ state: 'rating', task: { assignmentId: 1 } })
  const feedback = [{ name: 'desk', answer: 'no' as const, holds: true, isRight: false, explanation: 'It is a desk.' }]
  await rater.serverAnswers(madeUpSession([], [], { state: 'test-ready' }), feedback)
  expect(rater.view()).toMatchObject({ feedback, ratingSession: { task: { assignmentId: 1 } } })
})

test('training waits to be explained, and goes on when the rater does', async () => {
  const step = { kind: 'training', done: 0, total: 5, attemptsLeft: 2, lastAttempt: null } as const
  const rater = await sitDown(madeUpSession([1, 2], [], { step }))
  rater.answer()
  expect(rater.currentTask()).toBe(1)
  const feedback = [{ name: 'desk', answer: 'no' as const, holds: true, isRight: false, explanation: 'It is a desk.' }]
  const after = { ...step, done: 1 }
  await rater.serverAnswers(madeUpSession([2], [], { step: after }), feedback)
  expect(rater.view()).toMatchObject({ feedback, ratingSession: { task: { assignmentId: 1 }, step } })
  rater.engine.goOn()
  await settled()
  expect(rater.view()).toMatchObject({ feedback: null, ratingSession: { task: { assignmentId: 2 }, step: after } })
})

test('the outcome of another rater’s answers moves nothing', async () => {
  const rater = await sitDown(madeUpSession([1, 2]))
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

test('a tab that takes over from another takes its task up again, with what the other has begun', async () => {
  const rater = await sitDown(madeUpSession([1, 2, 3]))
  rater.engine.takeUp([], true)
  expect(rater.shown).toEqual(['1/0', '1/0'])
  const nobody = await sitDown({ ...madeUpSession([]), state: 'waiting' })
  nobody.engine.takeUp([], true)
  expect(nobody.shown).toEqual(['none'])
})
