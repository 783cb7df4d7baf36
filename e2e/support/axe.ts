import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from 'playwright/test'

/** With `onlyColors` nothing but contrast is looked at: all that another theme changes. */
export async function expectNothingSerious(page: Page, what: string, { onlyColors = false } = {}) {
  await expect(page, what).toHaveTitle(/./)
  // A colour in transition has the contrast of neither state. Transitions begin with the frame after a change, so a
  // frame is shown before those that run are awaited.
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    await frame()
    await frame()
    const running = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime))
    await Promise.all(running.map(({ finished }) => finished.catch(() => undefined)))
  })
  const axe = new AxeBuilder({ page })
  const { violations } = await (onlyColors ? axe.withRules(['color-contrast', 'link-in-text-block']) : axe).analyze()
  const serious = violations.filter((one) => one.impact === 'serious' || one.impact === 'critical')
  expect(serious.map((one) => `${what}: ${one.id} at ${one.nodes.map((node) => node.target).join(', ')}`)).toEqual([])
}
