import { expect, type Page } from 'playwright/test'

/** Expects every table to fit its frame, and at most one notice about simulated answers. */
export async function expectTablesFit(page: Page, what: string) {
  const frames = page.locator('section:has(> table)')
  const overflowing = () =>
    frames.evaluateAll((all) =>
      all
        .filter((frame) => frame.scrollWidth > frame.clientWidth + 1)
        .map((frame) => `${frame.getAttribute('aria-label')}: ${frame.scrollWidth} > ${frame.clientWidth} pixels`),
    )
  // Resize observers run in the next frame.
  await expect.poll(overflowing, { message: `${what}: tables that are cut off` }).toEqual([])
  // The project list shows one notice per project.
  const marks = await page.locator('span:not(li *)', { hasText: /^Contains simulated answers$/ }).count()
  expect(marks, `${what}: marks of simulated answers`).toBeLessThanOrEqual(1)
}
