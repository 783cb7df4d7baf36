import { createReadStream } from 'node:fs'
import { PassThrough, Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { webStream } from './web-stream'

const endedAfter = (text: string) => {
  const content = new PassThrough()
  content.end(text)
  return content
}

test('has all bytes, in order', async () => {
  const content = Readable.from(Array.from({ length: 1_000 }, (_, at) => Buffer.from(`${at},`)))
  expect(await new Response(webStream(content)).text()).toBe(
    Array.from({ length: 1_000 }, (_, at) => `${at},`).join(''),
  )
  expect(await new Response(webStream(endedAfter('abc'))).text()).toBe('abc')
})

test('fails if the stream fails, and closes it', async () => {
  const content = Readable.from(
    (function* () {
      yield Buffer.from('abc')
      throw new Error('The disk is gone.')
    })(),
  )
  await expect(new Response(webStream(content)).text()).rejects.toThrow('The disk is gone.')
  expect(content.destroyed).toBe(true)
})

test('fails if the stream had failed before it was read', async () => {
  const stream = webStream(createReadStream('/nowhere/votes.csv'))
  await setTimeout(20)
  await expect(new Response(stream).text()).rejects.toThrow('ENOENT')
})

// An exception that nothing catches fails the run of the tests.
test.each([0, 1, 2, 3, 5, 10])(
  'can be cancelled after %d turns, when the stream ends or has just ended',
  async (turns) => {
    for (const isRead of [false, true]) {
      const content = endedAfter('abc')
      const stream = webStream(content)
      const reader = stream.getReader()
      if (isRead) void reader.read()
      for (let turn = 0; turn < turns; turn++) await null
      await reader.cancel()
      await setTimeout(10)
      expect(content.destroyed).toBe(true)
    }
  },
)

test('reads the source only as far as the body is read', async () => {
  let made = 0
  const content = Readable.from(
    (function* () {
      for (;;) {
        made += 1
        yield Buffer.alloc(65_536)
      }
    })(),
    { highWaterMark: 1 },
  )
  const reader = webStream(content).getReader()
  await reader.read()
  await setTimeout(10)
  expect(made).toBeLessThan(5)
  await reader.cancel()
})
