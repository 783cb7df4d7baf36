import { afterEach, expect, test, vi } from 'vitest'
import { ApiError } from '@/lib/client/api'
import type { ExpertEntry } from '@/lib/client/outbox/expert-outbox'
import type { ExpertTask } from '@/lib/contracts/golden/golden'
import { goldenEngine } from './golden-engine'

afterEach(() => vi.unstubAllGlobals())

const tench = { name: 'tench', otherNames: [], gloss: null, note: null, path: [], wikipediaUrl: 'https://x.org/' }

/** The golden images 1 and 2, with one candidate each, as the server has them before any answer. */
const imageOf = (imageId: number): ExpertTask => ({
  ...{ project: { slug: 'demo', name: 'Demo', hasGuidelines: false }, raterId: 7, state: 'open', revision: 0 },
  ...{ imageId, position: imageId, previousImageId: null, nextImageId: null, progress: { total: 2, done: 0 } },
  nextOpenImageId: 3 - imageId,
  image: { url: null, width: null, height: null, license: null, credit: null, creditUrl: null },
  candidates: [{ ...tench, classId: 5, lang: 'en', links: [], answer: null }],
})

/** An expert who answers image 1, which the server will reject, and then sees image 2. */
async function answerRejected() {
  vi.stubGlobal('window', { history: { replaceState: () => undefined } })
  vi.stubGlobal('fetch', async (address: string) => Response.json(imageOf(Number(address.split('/').at(-2)))))
  const sent: ExpertEntry<'golden'>['input'][] = []
  const engine = goldenEngine(imageOf(1), { add: (input) => sent.push(input), show: () => undefined })
  engine.start()
  engine.dispatch({ type: 'answer', answer: 'yes' })
  engine.dispatch({ type: 'submit' })
  const shown = () => [engine.view().task.imageId, engine.view().session.answers.get(5) ?? null]
  await vi.waitFor(() => expect(shown()).toEqual([2, null]))
  const entry = { kind: 'golden' as const, slug: 'demo', raterId: 7, id: '1/0', queuedAt: 0, input: sent[0]! }
  const error = new ApiError(409, 'conflict', 'It has changed.')
  return { engine, sent, shown, reject: () => engine.settle({ kind: 'golden', entry, output: null, error }) }
}

test('keeps rejected answers as a draft, with which the image comes again', async () => {
  const { engine, shown, reject } = await answerRejected()
  await reject()
  expect(engine.view().error).toBe(
    'It has changed. This was an earlier image. Your answers are kept and it will come again.',
  )
  await engine.goOn()
  expect(shown()).toEqual([1, 'yes'])
})

test('keeps rejected answers on the screen, to be submitted again', async () => {
  const { engine, sent, shown, reject } = await answerRejected()
  await engine.goToImage(1)
  await reject()
  expect([...shown(), engine.view().error]).toEqual([
    ...[1, 'yes'],
    'It has changed. Your answers are still here. Submit them again to save them.',
  ])
  engine.dispatch({ type: 'submit' })
  expect(sent).toEqual([sent[0], sent[0]])
})
