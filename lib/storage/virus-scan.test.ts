import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { type FakeScanner, fakeScanner } from './testing/fake-scanner'
import { findMalware } from './virus-scan'

let folder: string
let scanner: FakeScanner | undefined
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'scan-'))
  return () => rm(folder, { recursive: true })
})
afterEach(async () => {
  await scanner?.stop()
  scanner = undefined
})

async function fileOf(content: Uint8Array | string) {
  const file = path.join(folder, 'file')
  await writeFile(file, content)
  return file
}

test('sends the whole file to the scanner, and returns its verdict', async () => {
  scanner = await fakeScanner((bytes) => (bytes.includes('malware') ? 'stream: Test.Malware FOUND' : 'stream: OK'))
  const large = Buffer.alloc(1_000_000, 7)
  expect(await findMalware(await fileOf(large), scanner.address)).toBeNull()
  expect(scanner.received.at(-1)?.equals(large)).toBe(true)
  expect(await findMalware(await fileOf(''), scanner.address)).toBeNull()
  expect(await findMalware(await fileOf('some malware'), scanner.address)).toBe('Test.Malware')
})

test('does not report a file as clean if it cannot be scanned', async () => {
  scanner = await fakeScanner(() => 'INSTREAM size limit exceeded. ERROR')
  await expect(findMalware(await fileOf('text'), scanner.address)).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('StreamMaxLength'),
  })
  await scanner.stop()
  await expect(findMalware(await fileOf('text'), scanner.address)).rejects.toMatchObject({ code: 'unavailable' })
})

test('can be cancelled', async () => {
  scanner = await fakeScanner(() => null)
  const controller = new AbortController()
  const scan = findMalware(await fileOf('text'), scanner.address, controller.signal)
  controller.abort(new Error('cancelled'))
  await expect(scan).rejects.toThrow('cancelled')
})
