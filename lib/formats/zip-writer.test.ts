import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { zipStream } from './zip-writer'

test('reports a missing file to the reader of the zip, and not before', async () => {
  const missing = { name: 'a.jpg', open: () => Promise.reject(new Error('a.jpg is missing.')), isCompressed: true }
  const zip = zipStream([missing])
  await sleep(50)
  await expect(buffer(zip)).rejects.toThrow('a.jpg is missing.')
})
