import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { zipStream } from './zip-writer'

test('a file that is missing before anybody reads the zip is an error for whoever reads it, and nothing before', async () => {
  const missing = { name: 'a.jpg', open: () => Promise.reject(new Error('a.jpg is missing.')), isCompressed: true }
  const zip = zipStream([missing])
  await sleep(50)
  await expect(buffer(zip)).rejects.toThrow('a.jpg is missing.')
})
