import { expect, type Page } from 'playwright/test'

/** No table of the page is wider than its frame, and the page says at most once that it contains simulated ratings. */
export async function expectTablesFit(page: Page, what: string) {
  const frames = page.locator('section:has(> table)')
  const overflowing = () =>
    frames.evaluateAll((all) =>
      all
        .filter((frame) => frame.scrollWidth > frame.clientWidth + 1)
        .map((frame) => `${frame.getAttribute('aria-label')}: ${frame.scrollWidth} > ${frame.clientWidth} pixels`),
    )
  // A frame learns of a new width with the frame that is painted next.
  await expect.poll(overflowing, { message: `${what}: tables that are cut off` }).toEqual([])
  // A list of projects says it of each.
  const marks = await page.locator('span:not(li *)', { hasText: /^Contains simulated ratings$/ }).count()
  expect(marks, `${what}: marks of simulated ratings`).toBeLessThanOrEqual(1)
}
