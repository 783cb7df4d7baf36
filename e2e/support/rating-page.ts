import { expect, type Page } from 'playwright/test'

export const pictureOf = (page: Page) => page.getByRole('img', { name: 'Image to rate' }).getAttribute('src')

const questionOf = (page: Page) => page.locator('section[aria-busy]')

/** Opens the rating screen, accepts unread guidelines, and waits until it handles keys and has prefetched tasks. */
export async function openRatingScreen(page: Page, slug: string) {
  const held = page.waitForResponse((response) => response.url().endsWith('/assignments/next') && response.ok())
  await page.goto(`/rate/${slug}`)
  const read = page.getByRole('button', { name: 'I have read this' })
  await expect(read.or(questionOf(page))).toBeVisible()
  if (await read.isVisible()) await read.click()
  await held
  await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible()
  await expectAnswerable(page)
}

/** Waits until the image is painted: answers are not accepted before. */
export const expectAnswerable = (page: Page) => expect(questionOf(page)).toHaveAttribute('aria-busy', 'false')

/** Holds back a page's scripts until they are released; `hold` starts again. */
export async function holdScripts(page: Page) {
  let release = () => {}
  let isDelivered = Promise.resolve()
  const hold = () => {
    isDelivered = new Promise<void>((resolve) => {
      release = resolve
    })
  }
  hold()
  await page.route('**/_next/static/**/*.js', (route) => isDelivered.then(() => route.continue()))
  return { hold, deliver: () => release() }
}

/** Waits until an image other than `before` is shown and none of its candidates is answered. */
export async function expectNextPicture(page: Page, before: string | null) {
  await expect.poll(() => pictureOf(page)).not.toBe(before)
  await expectAnswerable(page)
}

/**
 * Waits until this many different images were loaded, those prefetched included. The network may also be idle before,
 * while scripts run.
 */
export async function expectLoadedImages(page: Page, count: number) {
  const loaded = () => {
    const urls = performance.getEntriesByType('resource').map(({ name }) => name)
    return new Set(urls.filter((url) => /\/images\/[0-9a-f]{64}/.test(url))).size
  }
  await expect.poll(() => page.evaluate(loaded)).toBeGreaterThanOrEqual(count)
}

/** Answers the two candidates of the image yes and no, submits, and waits for the next image. */
export async function answerTwoCandidates(page: Page) {
  const before = await pictureOf(page)
  for (const key of ['y', 'n', 'Enter']) await page.keyboard.press(key)
  await expectNextPicture(page, before)
}
