import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { DecoderProcess } from './decoder-process'
import { PictureProblem } from './picture-format'
import { renderPicture } from './render-picture'
import { killDecoders } from './testing/kill-decoders'
import { solidPicture } from './testing/pictures'

let large: Buffer
let small: Buffer
beforeAll(async () => {
  large = await solidPicture(7_000, 7_000).png({ compressionLevel: 1 }).toBuffer()
  small = await solidPicture(50, 40).jpeg().toBuffer()
})

const untilEnded = async (decoder: DecoderProcess) => {
  while (decoder.pid !== undefined) await new Promise((resolve) => setTimeout(resolve, 2))
}
const refusal = (work: Promise<unknown>) => work.catch((cause: unknown) => cause)

describe('the picture decoder process', () => {
  it('renders all pictures even if it is killed in the middle', async () => {
    const decoder = new DecoderProcess()
    const work = [large, small, large, small].map((bytes) => renderPicture(bytes, decoder))
    const [killed] = await Promise.all([killDecoders(decoder, { most: 1 }), work[0]])
    const made = await Promise.all(work)
    expect(killed).toBe(1)
    expect(made.map(({ width }) => width)).toEqual([2_048, 50, 2_048, 50])
  })

  it('refuses a picture that kills it when alone, and continues with others', async () => {
    const decoder = new DecoderProcess()
    const outcome = refusal(renderPicture(large, decoder))
    await killDecoders(decoder, { until: outcome })
    const error = await outcome
    expect(error).toBeInstanceOf(PictureProblem)
    expect(String(error)).toContain('one with which the decoder crashed twice (SIGKILL). Use another copy')
    expect(await renderPicture(small, decoder)).toMatchObject({ width: 50, height: 40 })
  })

  it('aborts a picture at its time limit', async () => {
    const decoder = new DecoderProcess({ pictureMs: 10, idleMs: 20_000 })
    const outcome = refusal(renderPicture(large, decoder))
    expect(String(await outcome)).toMatch(/decoded within 0 seconds, found one that takes longer/)
    expect(await renderPicture(small, new DecoderProcess())).toMatchObject({ width: 50, height: 40 })
  })

  it('exits when idle, and restarts', async () => {
    const decoder = new DecoderProcess({ pictureMs: 120_000, idleMs: 10 })
    await renderPicture(small, decoder)
    await untilEnded(decoder)
    expect(await renderPicture(small, decoder)).toMatchObject({ width: 50, height: 40 })
  })

  it.runIf(process.platform === 'linux')(
    'has no settings in its environment, and is the first process that Linux kills when out of memory',
    async () => {
      const decoder = new DecoderProcess()
      await renderPicture(small, decoder)
      const of = (name: string) => readFileSync(`/proc/${decoder.pid}/${name}`, 'utf8')
      const names = of('environ')
        .split('\0')
        .flatMap((line) => line.split('=')[0] || [])
      expect(names.filter((name) => !name.startsWith('NODE_CHANNEL_'))).toEqual(['UV_THREADPOOL_SIZE'])
      expect(of('oom_score_adj')).toBe('1000\n')
    },
  )
})
