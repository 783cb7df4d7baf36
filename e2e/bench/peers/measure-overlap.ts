import type { Browser } from 'playwright/test'
import type { Photo, Server, Tool } from './tool'
import { answerImage, openScreen, untilShown } from './watch'

const images = 20
const raters = 10
const wanted = 5

/** Rates until no further image is shown, and looks once more after a reload. */
async function rateAll(browser: Browser, tool: Tool, server: Server, project: string, rater: number) {
  let page = await openScreen(browser, tool, server, project, rater)
  let hasReloaded = false
  for (let shown = 1; shown <= images; ) {
    await answerImage(page, tool.screen, [0, 2, 0, 1, 0, 0, 2, 0])
    if (await untilShown(page, shown + 1, 15_000)) shown++
    else if (hasReloaded) break
    else {
      hasReloaded = true
      await page.context().close()
      try {
        page = await openScreen(browser, tool, server, project, rater)
      } catch {
        return
      }
      shown = 1
    }
  }
  await page.waitForTimeout(2_000)
  await page.context().close()
}

/** Prints how many raters each image gets if ten work at once and five are wanted. */
export async function measureOverlap(browser: Browser, tool: Tool, server: Server, photos: Photo[]) {
  const rated = photos.slice(0, images)
  const project = await server.load(rated, wanted)
  await server.prepare(project)
  const outcomes = await Promise.allSettled(
    Array.from({ length: raters }, (_, rater) => rateAll(browser, tool, server, project, rater)),
  )
  for (const outcome of outcomes)
    if (outcome.status === 'rejected') console.log(`${tool.name}: ${String(outcome.reason).slice(0, 200)}`)
  const complete = (await server.read(project)).filter(({ answers }) => answers === 8)
  const each = rated.map(({ file }) => complete.filter(({ image }) => image === file).length)
  const exactly = each.filter((count) => count === wanted).length
  console.log(
    `\n${tool.name}: raters per image ${Math.min(...each)} to ${Math.max(...each)}, ${exactly} of ${images} images with exactly ${wanted}`,
  )
}
