import { expect, test } from 'vitest'
import { ApiError } from '@/lib/client/api'
import { type OutgoingFile, type PartToSend, sendFiles, type UploadProgress } from './uploads'

const file = (path: string, text: string): OutgoingFile => ({ path, file: new Blob([text]) })
const options = (
  sendPart: (part: PartToSend) => Promise<void>,
  more: Partial<Parameters<typeof sendFiles>[1]> = {},
) => ({
  partBytes: 4,
  sendPack: ([part]: readonly PartToSend[]) => sendPart(part!),
  packFiles: 1,
  onProgress: () => {},
  signal: new AbortController().signal,
  pauseMs: 1,
  ...more,
})

test('sends every file in ordered parts and limits the number of concurrent files', async () => {
  const stored = new Map<string, string>()
  let atOnce = 0
  let most = 0
  const steps: UploadProgress[] = []
  const failed = await sendFiles(
    [file('a', '123456789'), file('b', ''), ...Array.from({ length: 20 }, (_, k) => file(`c${k}`, 'four'))],
    options(
      async ({ path, offset, body }) => {
        most = Math.max(most, ++atOnce)
        await new Promise((resolve) => setTimeout(resolve, 1))
        expect(stored.get(path)?.length ?? 0).toBe(offset)
        stored.set(path, (stored.get(path) ?? '') + (await body.text()))
        atOnce--
      },
      { parallel: 3, onProgress: (step) => steps.push(step) },
    ),
  )
  expect(failed).toEqual([])
  expect(most).toBe(3)
  expect([stored.get('a'), stored.get('b'), stored.get('c19'), stored.size]).toEqual(['123456789', '', 'four', 22])
  expect(steps.at(-1)).toEqual({ sentBytes: 89, totalBytes: 89, sentFiles: 22, totalFiles: 22 })
})

test('retries temporary errors and reports permanent ones', async () => {
  const tried: Record<string, number> = {}
  const steps: UploadProgress[] = []
  const failed = await sendFiles(
    [file('once', 'x'), file('never', '12345678'), file('good', 'y')],
    options(
      async ({ path, offset }) => {
        tried[path] = (tried[path] ?? 0) + 1
        if (path === 'once' && tried.once === 1) throw new ApiError(0, 'offline', 'away')
        if (path === 'never' && offset > 0) throw new ApiError(400, 'invalid-input', 'The path climbs.')
      },
      { onProgress: (step) => steps.push(step) },
    ),
  )
  expect(failed).toEqual([{ path: 'never', reason: 'The path climbs.' }])
  expect(tried).toEqual({ once: 2, never: 2, good: 1 })
  expect(steps.at(-1)).toMatchObject({ sentBytes: 2, sentFiles: 2 })
})

test('gives up on a file after several attempts, and on all files if nothing more can be sent', async () => {
  let tries = 0
  const away = options(async () => {
    tries++
    throw new ApiError(503, 'unavailable', 'The disk is full.')
  })
  expect(await sendFiles([file('a', 'x')], { ...away, tries: 3 })).toEqual([{ path: 'a', reason: 'The disk is full.' }])
  expect(tries).toBe(3)
  const many = Array.from({ length: 50 }, (_, k) => file(String(k), 'x'))
  let sent = 0
  const full = options(async () => {
    sent++
    throw new ApiError(413, 'too-large', 'Too much.')
  })
  await expect(sendFiles(many, full)).rejects.toThrow('Too much.')
  expect(sent).toBeLessThanOrEqual(4)
})

test('stops at once when aborted', async () => {
  const stop = new AbortController()
  const many = Array.from({ length: 50 }, (_, k) => file(String(k), 'x'))
  let sent = 0
  const sendPart = async () => {
    if (++sent === 5) stop.abort(new Error('stopped'))
  }
  await expect(sendFiles(many, options(sendPart, { signal: stop.signal }))).rejects.toThrow('stopped')
  expect(sent).toBeLessThan(12)
})

test('sends small files in packs, and one by one if a pack is rejected', async () => {
  const packs: string[][] = []
  const parts: string[] = []
  const files = [file('big', 'x'.repeat(50)), ...Array.from({ length: 7 }, (_, k) => file(`s${k}`, '0123456789'))]
  const steps: UploadProgress[] = []
  const sendPart = async ({ path, offset }: PartToSend) => {
    parts.push(`${path}@${offset}`)
    if (path === 's4') throw new ApiError(400, 'invalid-input', 'Not this one.')
  }
  const failed = await sendFiles(
    files,
    options(sendPart, {
      partBytes: 30,
      packFiles: 3,
      packBytes: 100,
      onProgress: (step) => steps.push(step),
      sendPack: async (pack) => {
        if (pack.length === 1) return sendPart(pack[0]!)
        packs.push(pack.map(({ path }) => path))
        if (pack.some(({ path }) => path === 's4')) throw new ApiError(400, 'invalid-input', 'Not these.')
      },
    }),
  )
  expect(packs).toEqual([
    ['s0', 's1', 's2'],
    ['s3', 's4', 's5'],
  ])
  expect(parts.sort()).toEqual(['big@0', 'big@30', 's3@0', 's4@0', 's5@0', 's6@0'])
  expect(failed).toEqual([{ path: 's4', reason: 'Not this one.' }])
  expect(steps.at(-1)).toEqual({ sentBytes: 110, totalBytes: 120, sentFiles: 7, totalFiles: 8 })
})

test('reports an unreadable file without retrying it', async () => {
  const gone = { path: 'gone', file: new Blob(['x']) }
  gone.file.slice = () => ({ size: 1, arrayBuffer: () => Promise.reject(new Error('gone')) }) as unknown as Blob
  let tried = 0
  const failed = await sendFiles(
    [gone],
    options(async () => {
      tried++
      throw new ApiError(0, 'offline', 'away')
    }),
  )
  expect(failed).toEqual([{ path: 'gone', reason: expect.stringContaining('after you chose it') }])
  expect(tried).toBe(1)
})
