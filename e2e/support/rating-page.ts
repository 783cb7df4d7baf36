import { expect, type Page } from 'playwright/test'

/** The address of the picture that is shown. */
export const pictureOf = (page: Page) => page.getByRole('img', { name: 'Image to rate' }).getAttribute('src')

/** Opens the session and waits until it listens and holds tasks ahead. */
export async function openRatingScreen(page: Page, slug: string) {
  const held = page.waitForResponse((response) => response.url().endsWith('/assignments/next') && response.ok())
  await page.goto(`/rate/${slug}`)
  await held
  await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible()
  await expectAnswerable(page)
}

/** Waits until the picture is painted: nothing is answered before. */
export const expectAnswerable = (page: Page) =>
  expect(page.locator('section[aria-labelledby="question"]')).toHaveAttribute('aria-busy', 'false')

/** Waits until another picture than `before` is shown, and none of its names is answered. */
export async function expectNextPicture(page: Page, before: string | null) {
  await expect.poll(() => pictureOf(page)).not.toBe(before)
  await expectAnswerable(page)
}
