import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ApiError } from '@/lib/client/api'
import { Outbox, type OutboxOutcome } from './outbox'
import { firstWorkingStore, memoryStore, type OutboxEntry } from './outbox-store'

const rater = { slug: 'desk', raterId: 7 }
type Votes = { votes: { input: { answers: string[] }; output: { outcome: string } } }

const entry = (number = 1, owner = rater): OutboxEntry<'votes', { answers: string[] }> => ({
  ...owner,
  kind: 'votes',
  id: String(number),
  queuedAt: number,
  input: { answers: ['yes'] },
})
const output = { outcome: 'accepted' }
const offline = () => Promise.reject(new ApiError(0, 'offline', 'unreachable'))

async function fixture(replies: Array<() => Promise<typeof output>>) {
  const store = memoryStore()
  const sent: number[] = []
  const outcomes: OutboxOutcome<Votes>[] = []
  const votes = ({ id }: OutboxEntry) => {
    sent.push(Number(id))
    return (replies.shift() ?? (async () => output))()
  }
  const queue = new Outbox<Votes>(store, { votes })
  await queue.open(rater)
  queue.onOutcome((outcome) => outcomes.push(outcome))
  return { store, sent, outcomes, queue }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('an outbox', () => {
  test('is saved and drops the entry once the server has acknowledged it', async () => {
    const { store, outcomes, queue } = await fixture([])
    const adding = queue.add(entry())
    expect(queue.saveState()).toEqual({ state: 'saving', pending: 1, needs: null })
    await adding
    expect(queue.saveState()).toEqual({ state: 'saved', pending: 0, needs: null })
    expect(outcomes).toEqual([{ kind: 'votes', entry: entry(), output, error: null }])
    expect(await store.all()).toEqual([])
  })

  test('stays pending until its outcome is reported, however long the storage takes to delete the entry', async () => {
    const { store, outcomes, queue } = await fixture([])
    store.remove = async () => {
      expect(outcomes).toHaveLength(1)
    }
    queue.onOutcome(() => expect(queue.isPending(entry())).toBe(false))
    await queue.add(entry())
    expect(outcomes).toHaveLength(1)
  })

  test('keeps an entry that did not reach the server and retries with growing delays', async () => {
    const { store, sent, outcomes, queue } = await fixture([offline, offline, offline])
    await queue.add(entry())
    expect(queue.saveState()).toEqual({ state: 'waiting', pending: 1, needs: null })
    expect(await store.all()).toEqual([entry()])
    await vi.advanceTimersByTimeAsync(1_000)
    expect(sent).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(1_900)
    expect(sent).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(100 + 4_000)
    expect(sent).toHaveLength(4)
    expect(queue.saveState().state).toBe('saved')
    expect(outcomes).toHaveLength(1)
  })

  test('sends within five seconds after a server restart that took half a minute', async () => {
    const backAt = Date.now() + 30_000
    const away = () => (Date.now() < backAt ? offline() : Promise.resolve(output))
    const { outcomes, queue } = await fixture(Array.from({ length: 40 }, () => away))
    await queue.add(entry())
    await vi.advanceTimersByTimeAsync(30_000)
    expect(outcomes).toHaveLength(0)
    await vi.advanceTimersByTimeAsync(5_000)
    expect(outcomes).toHaveLength(1)
  })

  test.each([500, 503, 429])('treats status %i as temporary', async (status) => {
    const { queue } = await fixture([() => Promise.reject(new ApiError(status, 'unavailable', 'later'))])
    await queue.add(entry())
    expect(queue.saveState().state).toBe('waiting')
  })

  test.each([200, 204])('resends the same entry if its response with status %i is unreadable', async (status) => {
    const unreadable = () => Promise.reject(new ApiError(status, 'unreadable', 'unexpected'))
    const { store, sent, outcomes, queue } = await fixture([unreadable, unreadable])
    await queue.add(entry())
    expect(queue.saveState()).toEqual({ state: 'waiting', pending: 1, needs: null })
    expect([outcomes, await store.all()]).toEqual([[], [entry()]])
    expect(await queue.takeBack(entry())).toBe(false)
    await vi.runAllTimersAsync()
    expect(sent).toEqual([1, 1, 1])
    expect(outcomes).toEqual([{ kind: 'votes', entry: entry(), output, error: null }])
    expect(await store.all()).toEqual([])
  })

  test('reports a permanent rejection and continues with the other entries', async () => {
    const lost = new ApiError(409, 'lease-lost', 'too late')
    const { store, outcomes, sent, queue } = await fixture([() => Promise.reject(lost)])
    await Promise.all([queue.add(entry(1)), queue.add(entry(2))])
    await vi.runAllTimersAsync()
    expect(sent).toEqual([1, 2])
    expect(outcomes.map(({ error }) => error)).toEqual([lost, null])
    expect(await store.all()).toEqual([])
  })

  test('keeps entries of a rater who was signed out', async () => {
    const { store, queue } = await fixture([() => Promise.reject(new ApiError(401, 'unauthenticated', 'sign in'))])
    await queue.add(entry())
    expect(queue.saveState()).toEqual({ state: 'waiting', pending: 1, needs: 'sign-in' })
    expect(await store.all()).toHaveLength(1)
  })

  test('keeps entries of a rater without access, and sends them once it is back', async () => {
    const { sent, queue } = await fixture([() => Promise.reject(new ApiError(403, 'no-access', 'not a rater'))])
    await queue.add(entry())
    expect(queue.saveState()).toEqual({ state: 'waiting', pending: 1, needs: 'access' })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(sent).toEqual([1, 1])
    expect(queue.saveState()).toEqual({ state: 'saved', pending: 0, needs: null })
  })

  test('sends entries left behind by an earlier page', async () => {
    const { store, sent, queue } = await fixture([])
    await store.put(entry(5))
    expect(await queue.open(rater)).toEqual([entry(5)])
    await vi.runAllTimersAsync()
    expect(sent).toEqual([5])
    expect(await store.all()).toEqual([])
  })

  test('never sends, lists or counts entries of another rater, and keeps them until that rater is back', async () => {
    const { store, sent, queue } = await fixture([offline])
    await queue.add(entry(1))
    expect(queue.saveState()).toMatchObject({ state: 'waiting', pending: 1 })
    const other = { slug: 'desk', raterId: 8 }
    expect(await queue.open(other)).toEqual([])
    await queue.add(entry(2, other))
    queue.retry()
    await vi.runAllTimersAsync()
    expect(sent).toEqual([1, 2])
    expect(queue.saveState()).toEqual({ state: 'saved', pending: 0, needs: null })
    await queue.open({ slug: 'garden', raterId: 7 })
    await vi.runAllTimersAsync()
    expect(await store.all()).toEqual([entry(1)])
    expect(await queue.open(rater)).toEqual([entry(1)])
    await vi.runAllTimersAsync()
    expect(sent).toEqual([1, 2, 1])
    expect(await store.all()).toEqual([])
  })

  test('does not make a new rater wait for the previous rater’s entry that is being sent', async () => {
    let lose: () => void = () => undefined
    const { store, sent, queue } = await fixture([
      () => new Promise((_, reject) => (lose = () => reject(new ApiError(0, 'offline', 'unreachable')))),
    ])
    const other = { slug: 'desk', raterId: 8 }
    const adding = queue.add(entry(1))
    await vi.advanceTimersByTimeAsync(0)
    await queue.open(other)
    await queue.add(entry(2, other))
    lose()
    await adding
    expect(sent).toEqual([1, 2])
    expect(queue.saveState()).toEqual({ state: 'saved', pending: 0, needs: null })
    expect(await store.all()).toEqual([entry(1)])
  })

  test('retries at once when the connection is back', async () => {
    const { sent, queue } = await fixture([offline])
    await queue.add(entry())
    queue.retry()
    await vi.advanceTimersByTimeAsync(0)
    expect(sent).toHaveLength(2)
    expect(queue.saveState().state).toBe('saved')
  })

  test('never sends the same entry twice at the same time', async () => {
    let answer: (value: typeof output) => void = () => undefined
    const { sent, queue } = await fixture([() => new Promise((resolve) => (answer = resolve))])
    const adding = queue.add(entry())
    await vi.advanceTimersByTimeAsync(0)
    queue.retry()
    queue.retry()
    answer(output)
    await adding
    await vi.runAllTimersAsync()
    expect(sent).toEqual([1])
  })

  test('sends without any storage', async () => {
    const broken = {
      all: () => Promise.reject(new Error('denied')),
      put: () => Promise.reject(new Error('denied')),
      remove: () => Promise.reject(new Error('denied')),
    }
    const queue = new Outbox<Votes>(broken, { votes: async () => output })
    await queue.open(rater)
    await queue.add(entry())
    expect(queue.saveState().state).toBe('saved')
    const store = firstWorkingStore([broken])
    await store.put(entry())
    expect(await store.all()).toEqual([entry()])
  })

  test('ignores entries that only another page can send', async () => {
    const { store, sent, queue } = await fixture([])
    const golden = { ...entry(), kind: 'golden' }
    await store.put(golden)
    expect(await queue.open(rater)).toEqual([])
    await vi.runAllTimersAsync()
    expect(sent).toEqual([])
    expect(await store.all()).toEqual([golden])
  })
})
