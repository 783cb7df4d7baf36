import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { closeStreams, eventStream } from './event-stream'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

type Begin = Parameters<typeof eventStream>[0]

function opened(begin: Begin, controller = new AbortController()) {
  const response = eventStream(begin, { signal: controller.signal, heartbeatMs: 1_000, maxMs: 10_000 })
  const reader = response.body?.getReader()
  if (!reader) throw new Error('the response has no body')
  const next = async () => {
    const { value, done } = await reader.read()
    return done ? null : new TextDecoder().decode(value)
  }
  return { response, reader, next, controller }
}

test('sends events as they occur, with headers that prevent buffering', async () => {
  const { response, next } = opened(({ send }) => {
    send('{"a":1}')
    return () => {}
  })
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  expect(response.headers.get('cache-control')).toContain('no-transform')
  expect(await next()).toBe('retry: 2000\n\n')
  expect(await next()).toBe('data: {"a":1}\n\n')
  vi.advanceTimersByTime(1_000)
  expect(await next()).toMatch(/^: /)
})

test('ends its work once when the browser disconnects, and sends nothing more', async () => {
  let ended = 0
  let send = (_: string) => {}
  const { next, controller } = opened((sender) => {
    send = sender.send
    return () => ended++
  })
  await next()
  controller.abort()
  expect(await next()).toBeNull()
  send('late')
  expect(ended).toBe(1)
  expect(vi.getTimerCount()).toBe(0)
})

test('ends its work when the reader cancels', async () => {
  let ended = 0
  const { reader } = opened(() => () => ended++)
  await reader.cancel()
  expect(ended).toBe(1)
  expect(vi.getTimerCount()).toBe(0)
})

test('ends after its maximum duration, or at once when closed', async () => {
  let ended = 0
  const long = opened(() => () => ended++)
  await long.next()
  vi.advanceTimersByTime(10_000)
  for (let text = await long.next(); text !== null; text = await long.next()) expect(text).toMatch(/^: /)
  expect(ended).toBe(1)
  const short = opened(({ close }) => {
    close()
    return () => ended++
  })
  await short.next()
  expect(await short.next()).toBeNull()
  expect(ended).toBe(2)
})

test('all streams end together when the server shuts down', async () => {
  let ended = 0
  const streams = [opened(() => () => ended++), opened(() => () => ended++)]
  closeStreams()
  for (const { next } of streams) {
    await next()
    expect(await next()).toBeNull()
  }
  expect(ended).toBe(2)
})
