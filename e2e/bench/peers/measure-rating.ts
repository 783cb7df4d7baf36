import type { Browser, Page } from 'playwright/test'
import type { Photo, Server, Tool } from './tool'
import { answerImage, openScreen, untilShown, waitsOf } from './watch'

const rounds = 2
const perRound = Number(process.env.IMAGES ?? 30)
const lines = [
  { line: 'same machine', latencyMs: 0 },
  { line: '100 ms latency', latencyMs: 100 },
]

const at = (values: number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!

async function slowDown(page: Page, latencyMs: number) {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Network.enable')
  const unlimited = { downloadThroughput: -1, uploadThroughput: -1 }
  await devtools.send('Network.emulateNetworkConditions', { offline: false, latency: latencyMs, ...unlimited })
}

interface Rated {
  waits: number[]
  scriptBytes: number
}

/** Rates images as a rater of its own and returns the wait for each next image. */
async function rate(browser: Browser, tool: Tool, server: Server, project: string, rater: number, latencyMs: number) {
  const page = await openScreen(browser, tool, server, project, rater)
  const scriptBytes = await page.evaluate(() =>
    (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
      .filter(({ initiatorType, name }) => initiatorType === 'script' || /\.js(\?|$)/.test(name))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
  )
  await slowDown(page, latencyMs)
  for (let image = 1; image <= perRound; image++) {
    await page.waitForTimeout(300)
    await answerImage(page, tool.screen, [0, 2, 0, 1, 0, 0, 2, 0])
    if (!(await untilShown(page, image + 1))) throw new Error(`${tool.name} showed no image after ${image}.`)
  }
  const waits = await waitsOf(page)
  // The last answers may still be on their way.
  await page.waitForTimeout(2_000)
  await page.context().close()
  return { waits, scriptBytes }
}

/** Prints how long a rater waits for the next image, tool by tool in turns. */
export async function measureRating(browser: Browser, tools: Tool[], photos: Photo[]) {
  const measured: Record<string, Rated> = {}
  for (let round = 0; round < rounds; round++)
    for (const tool of tools) {
      const server = await tool.start()
      try {
        for (const [rater, { line, latencyMs }] of lines.entries()) {
          const project = await server.load(photos.slice(0, 2 * perRound), 5)
          await server.prepare(project)
          const rated = await rate(browser, tool, server, project, rater, latencyMs)
          const key = `${tool.name}, ${line}`
          measured[key] = { ...rated, waits: [...(measured[key]?.waits ?? []), ...rated.waits] }
          const complete = (await server.read(project)).filter(({ answers }) => answers === 8).length
          console.log(`\n${key}: ${complete} of ${perRound} images have all eight answers`)
        }
      } finally {
        await server.stop()
      }
    }
  for (const [key, { waits, scriptBytes }] of Object.entries(measured)) {
    const [p50, p95] = [at(waits, 0.5), at(waits, 0.95)].map(Math.round)
    console.log(
      `${key}: p50 ${p50} ms, p95 ${p95} ms (${waits.length}); ${Math.round(scriptBytes / 1024)} kB of scripts`,
    )
  }
}
