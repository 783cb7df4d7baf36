import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ApiError } from '@/lib/client/api-error'
import { type SubmitOutput, submitOutput } from '@/lib/contracts/rating/rating'
import { type SubmissionOutcome, submissionQueue } from './submission-queue'
import { firstWorkingStore, memoryStore, type PendingSubmission } from './submission-store'

const rater = { slug: 'desk', raterId: 7 }
const submission = (assignmentId = 1, owner = rater): PendingSubmission => ({
  ...owner,
  assignmentId,
  queuedAt: assignmentId,
  input: { revision: 0, answers: ['yes'], durationMs: 900, shownMs: [900] },
})
const output: SubmitOutput = submitOutput.parse({
  outcome: 'accepted',
  next: {
    project: { slug: 'desk', name: 'Desk', hasGuidelines: false },
    raterId: 7,
    state: 'finished',
    task: null,
    progress: { submittedToday: 1, submittedEver: 1, tasksOpen: 0, tasksTotal: 1 },
    undoAssignmentId: 1,
  },
})
const offline = () => Promise.reject(new ApiError(0, 'offline', 'unreachable'))

async function fixture(replies: Array<() => Promise<SubmitOutput>>) {
  const store = memoryStore()
  const sent: number[] = []
  const outcomes: SubmissionOutcome[] = []
  const send = ({ assignmentId }: PendingSubmission) => {
    sent.push(assignmentId)
    return (replies.shift() ?? (async () => output))()
  }
  const queue = submissionQueue({ store, send })
  await queue.sit(rater)
  queue.onOutcome((outcome) => outcomes.push(outcome))
  return { store, sent, outcomes, queue }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('a submission queue', () => {
  test('is saved once the server has acknowledged, and forgets the submission', async () => {
    const { store, outcomes, queue } = await fixture([])
    const adding = queue.add(submission())
    expect(queue.saveState()).toEqual({ state: 'saving', pending: 1, needsSignIn: false })
    await adding
    expect(queue.saveState()).toEqual({ state: 'saved', pending: 0, needsSignIn: false })
    expect(outcomes).toEqual([{ submission: submission(), output, error: null }])
    expect(await store.all()).toEqual([])
  })

  test('is pending until its outcome is reported, however long the storage takes to forget it', async () => {
    const { store, outcomes, queue } = await fixture([])
    store.remove = async () => {
      expect(outcomes).toHaveLength(1)
    }
    queue.onOutcome(() => expect(queue.isPending({ ...rater, assignmentId: 1, revision: 0 })).toBe(false))
    await queue.add(submission())
    expect(outcomes).toHaveLength(1)
  })

  test('keeps a submission the server did not get, and sends it again with growing pauses', async () => {
    const { store, sent, outcomes, queue } = await fixture([offline, offline, offline])
    await queue.add(submission())
    expect(queue.saveState()).toEqual({ state: 'waiting', pending: 1, needsSignIn: false })
    expect(await store.all()).toEqual([submission()])
    await vi.advanceTimersByTimeAsync(1_000)
    expect(sent).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(1_900)
    expect(sent).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(100 + 4_000)
    expect(sent).toHaveLength(4)
    expect(queue.saveState().state).toBe('saved')
    expect(outcomes).toHaveLength(1)
  })

  test.each([500, 503, 429])('takes status %i for temporary', async (status) => {
    const { queue } = await fixture([() => Promise.reject(new ApiError(status, 'unavailable', 'later'))])
    await queue.add(submission())
    expect(queue.saveState().state).toBe('waiting')
  })

  test('hands back what the server refuses for good, and goes on with the rest', async () => {
    const lost = new ApiError(409, 'lease-lost', 'too late')
    const { store, outcomes, sent, queue } = await fixture([() => Promise.reject(lost)])
    await Promise.all([queue.add(submission(1)), queue.add(submission(2))])
    await vi.runAllTimersAsync()
    expect(sent).toEqual([1, 2])
    expect(outcomes.map(({ error }) => error)).toEqual([lost, null])
    expect(await store.all()).toEqual([])
  })

  test('keeps submissions of a rater who was signed out', async () => {
    const { store, queue } = await fixture([() => Promise.reject(new ApiError(401, 'unauthenticated', 'sign in'))])
    await queue.add(submission())
    expect(queue.saveState()).toEqual({ state: 'waiting', pending: 1, needsSignIn: true })
    expect(await store.all()).toHaveLength(1)
  })

  test('sends what an earlier page left behind', async () => {
    const { store, sent, queue } = await fixture([])
    await store.put(submission(5))
    expect(await queue.sit(rater)).toEqual([submission(5)])
    await vi.runAllTimersAsync()
    expect(sent).toEqual([5])
    expect(await store.all()).toEqual([])
  })

  test('never sends, lists or counts the submissions of another rater, and keeps them until that rater is back', async () => {
    const { store, sent, queue } = await fixture([offline])
    await queue.add(submission(1))
    expect(queue.saveState()).toMatchObject({ state: 'waiting', pending: 1 })
    const other = { slug: 'desk', raterId: 8 }
    expect(await queue.sit(other)).toEqual([])
    await queue.add(submission(2, other))
    queue.retry()
    await vi.runAllTimersAsync()
    expect(sent).toEqual([1, 2])
    expect(queue.saveState()).toEqual({ state: 'saved', pending: 0, needsSignIn: false })
    await queue.sit({ slug: 'garden', raterId: 7 })
    await vi.runAllTimersAsync()
    expect(await store.all()).toEqual([submission(1)])
    expect(await queue.sit(rater)).toEqual([submission(1)])
    await vi.runAllTimersAsync()
    expect(sent).toEqual([1, 2, 1])
    expect(await store.all()).toEqual([])
  })

  test('does not let a new rater wait for the submission of the one before, under way when they changed seats', async () => {
    let lose: () => void = () => undefined
    const { store, sent, queue } = await fixture([
      () => new Promise((_, reject) => (lose = () => reject(new ApiError(0, 'offline', 'unreachable')))),
    ])
    const other = { slug: 'desk', raterId: 8 }
    const adding = queue.add(submission(1))
    await vi.advanceTimersByTimeAsync(0)
    await queue.sit(other)
    await queue.add(submission(2, other))
    lose()
    await adding
    expect(sent).toEqual([1, 2])
    expect(queue.saveState()).toEqual({ state: 'saved', pending: 0, needsSignIn: false })
    expect(await store.all()).toEqual([submission(1)])
  })

  test('tries at once when the connection is back', async () => {
    const { sent, queue } = await fixture([offline])
    await queue.add(submission())
    queue.retry()
    await vi.advanceTimersByTimeAsync(0)
    expect(sent).toHaveLength(2)
    expect(queue.saveState().state).toBe('saved')
  })

  test('never has the same submission under way twice', async () => {
    let answer: (value: SubmitOutput) => void = () => undefined
    const { sent, queue } = await fixture([() => new Promise((resolve) => (answer = resolve))])
    const adding = queue.add(submission())
    await vi.advanceTimersByTimeAsync(0)
    queue.retry()
    queue.retry()
    answer(output)
    await adding
    await vi.runAllTimersAsync()
    expect(sent).toEqual([1])
  })

  test('sends also where the browser stores nothing', async () => {
    const broken = {
      all: () => Promise.reject(new Error('denied')),
      put: () => Promise.reject(new Error('denied')),
      remove: () => Promise.reject(new Error('denied')),
    }
    const queue = submissionQueue({ store: broken, send: async () => output })
    await queue.sit(rater)
    await queue.add(submission())
    expect(queue.saveState().state).toBe('saved')
    const store = firstWorkingStore([broken])
    await store.put(submission())
    expect(await store.all()).toEqual([submission()])
  })
})
