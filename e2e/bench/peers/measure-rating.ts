import type { Browser, Page } from 'playwright/test'
import type { Photo, Server, Tool } from './tool'
import { answerImage, openScreen, untilShown, waitsOf } from './watch'

const rounds = 2
const perRound = Number(process.env.IMAGES ?? 20)
const lines = [
  { line: 'same machine', latencyMs: 0 },
  { line: '100 ms latency', latencyMs: 100 },
]

const quantile = (values: number[], share: number) =>
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

/** Prints how long a rater waits for the next image. The tools run at once and are measured in turns. */
export async function measureRating(browser: Browser, tools: Tool[], photos: Photo[]) {
  const running: { tool: Tool; server: Server; project: string; measured: Rated[][] }[] = []
  try {
    for (const tool of tools) {
      const server = await tool.start()
      const project = await server.load(photos.slice(0, 2 * perRound), 5)
      await server.prepare(project)
      running.push({ tool, server, project, measured: lines.map(() => []) })
    }
    for (let turn = 0; turn < rounds * lines.length; turn++)
      for (const { tool, server, project, measured } of running) {
        const at = turn % lines.length
        measured[at]!.push(await rate(browser, tool, server, project, turn, lines[at]!.latencyMs))
      }
    for (const one of running) await print(one)
  } finally {
    for (const { server } of running) await server.stop()
  }
}

async function print({
  tool,
  server,
  project,
  measured,
}: {
  tool: Tool
  server: Server
  project: string
  measured: Rated[][]
}) {
  const complete = (await server.read(project)).filter(({ answers }) => answers === 8).length
  console.log(`\n${tool.name}: ${complete} of ${rounds * lines.length * perRound} images have all eight answers`)
  for (const [at, { line }] of lines.entries()) {
    const rated = measured[at]!
    const figures = (waits: number[]) => [0.5, 0.95].map((share) => Math.round(quantile(waits, share))).join(' / ')
    const each = rated.map(({ waits }) => figures(waits)).join(', ')
    console.log(
      `${tool.name}, ${line}: p50 / p95 ${figures(rated.flatMap(({ waits }) => waits))} ms; by round ${each}; ${Math.round(rated[0]!.scriptBytes / 1024)} kB of scripts`,
    )
  }
}
