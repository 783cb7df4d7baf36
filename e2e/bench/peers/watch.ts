import type { Browser, BrowserContext, Page } from 'playwright/test'
import type { Screen, Server, Tool } from './tool'

/**
 * Watches the rating screen from inside, also across page loads. It notes the time of each key, and for each new image the
 * time from the last key until the image is painted and the screen handles keys.
 */
const watchScreen = (context: BrowserContext, { picture, isReady }: Screen) =>
  context.addInitScript({
    content: `(() => {
      const now = (at) => performance.timeOrigin + at
      addEventListener('keydown', (event) => sessionStorage.setItem('key', now(event.timeStamp)), true)
      const look = () => {
        requestAnimationFrame(look)
        const image = document.querySelector(${JSON.stringify(picture)})
        if (!image?.src || !image.complete || !image.naturalWidth || image.src === sessionStorage.getItem('shown')) return
        if (!(${isReady})) return
        sessionStorage.setItem('shown', image.src)
        const painted = new MessageChannel()
        painted.port1.onmessage = () => {
          const waits = JSON.parse(sessionStorage.getItem('waits') ?? '[]')
          const key = sessionStorage.getItem('key')
          waits.push(key ? now(performance.now()) - Number(key) : null)
          sessionStorage.setItem('waits', JSON.stringify(waits))
        }
        painted.port2.postMessage(null)
      }
      if (location.protocol.startsWith('http')) requestAnimationFrame(look)
    })()`,
  })

/** Waits until this many images were shown; false if that takes too long. */
export const untilShown = (page: Page, count: number, timeout = 60_000): Promise<boolean> =>
  page
    .waitForFunction((count) => JSON.parse(sessionStorage.getItem('waits') ?? '[]').length >= count, count, { timeout })
    .then(
      () => true,
      () => false,
    )

/** How long the rater waited for each image after the first one, in milliseconds. */
export const waitsOf = async (page: Page): Promise<number[]> =>
  (await page.evaluate(() => JSON.parse(sessionStorage.getItem('waits') ?? '[]') as (number | null)[]))
    .slice(1)
    .map(Number)

/** Types the answers of one image like a fast person. */
export async function answerImage(page: Page, screen: Screen, answers: number[], pauseMs = 100) {
  const keys = [...screen.keys(answers), ...(screen.submit ? [screen.submit] : [])]
  for (const key of keys) {
    await page.waitForTimeout(pauseMs)
    await page.keyboard.press(key)
  }
}

/** Opens the rating screen of a rater in a browser of its own and waits for the first image. */
export async function openScreen(browser: Browser, tool: Tool, server: Server, project: string, rater: number) {
  const context = await browser.newContext({ baseURL: server.url, viewport: { width: 1440, height: 900 } })
  await watchScreen(context, tool.screen)
  const page = await server.open(context, project, rater)
  if (await untilShown(page, 1)) return page
  await context.close()
  throw new Error(`${tool.name} shows no image.`)
}
