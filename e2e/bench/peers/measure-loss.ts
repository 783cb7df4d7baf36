import type { Browser, Page } from 'playwright/test'
import type { Photo, Server, Tool } from './tool'
import { answerImage, openScreen, untilShown } from './watch'

const images = 20
const answers = [0, 2, 0, 1, 0, 0, 2, 0]

/** Answers of images that have all eight. */
const completeOf = async (server: Server, project: string) =>
  8 * (await server.read(project)).filter((image) => image.answers === 8).length

/** Reloads the page and waits until it has had time to show earlier answers. */
async function reload(page: Page, { screen }: Tool) {
  await page.reload()
  const isShown = `document.querySelector(${JSON.stringify(screen.picture)})?.naturalWidth > 0`
  await page.waitForFunction(isShown, undefined, { timeout: 60_000 })
  await page.waitForTimeout(3_000)
}

/** Answers half of an image, reloads the page, and returns how many of the four answers it still shows. */
async function reloadMidway(page: Page, tool: Tool, isQuick: boolean): Promise<number> {
  for (const key of tool.screen.keys(answers).slice(0, 4)) {
    await page.waitForTimeout(100)
    await page.keyboard.press(key)
  }
  if (!isQuick) await page.waitForTimeout(3_000)
  await reload(page, tool)
  return Number(await page.evaluate(tool.screen.answered))
}

/** Answers images while the server is down, as long as the screen shows another one, at most five; returns how many. */
async function answerWithoutServer(page: Page, tool: Tool, shown: number): Promise<number> {
  for (let image = 1; image <= 5; image++) {
    await answerImage(page, tool.screen, answers)
    if (!(await untilShown(page, shown + image, 5_000))) return image
  }
  return 5
}

/** Prints how many answers survive a killed server, a server that is down, and a reload of the page. */
export async function measureLoss(browser: Browser, tool: Tool, server: Server, photos: Photo[]) {
  const project = await server.load(photos.slice(0, 60), 5)
  await server.prepare(project)
  const page = await openScreen(browser, tool, server, project, 0)
  for (let image = 1; image <= images; image++) {
    await page.waitForTimeout(300)
    await answerImage(page, tool.screen, answers)
    if (!(await untilShown(page, image + 1))) throw new Error(`${tool.name} showed no image after ${image}.`)
  }
  await server.kill()
  await server.restart()
  await reload(page, tool)
  const kept = await completeOf(server, project)
  console.log(`\n${tool.name}: ${kept} of ${8 * images} answers after kill -9 as soon as the last next image was shown`)

  await page.evaluate(() => sessionStorage.setItem('waits', '[0]'))
  await server.kill()
  const typed = 8 * (await answerWithoutServer(page, tool, 1))
  await server.restart()
  await page.waitForTimeout(20_000)
  const sent = (await completeOf(server, project)) - kept
  await reload(page, tool)
  const left = Number(await page.evaluate(tool.screen.answered))
  console.log(
    `${tool.name}: of ${typed} answers typed while the server was down, ${sent} were saved by themselves; after a reload the screen shows ${left} more`,
  )
  const context = page.context()
  const [quick, slow] = [
    await midway(browser, tool, server, project, 1),
    await midway(browser, tool, server, project, 2),
  ]
  console.log(`${tool.name}: of 4 answers ${quick} are there after a reload at once, ${slow} after a reload 3 s later`)
  await context.close()
}

async function midway(browser: Browser, tool: Tool, server: Server, project: string, rater: number) {
  const page = await openScreen(browser, tool, server, project, rater)
  const shown = await reloadMidway(page, tool, rater === 1)
  await page.context().close()
  return shown
}
