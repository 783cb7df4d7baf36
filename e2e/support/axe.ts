import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from 'playwright/test'

export async function expectNothingSerious(page: Page, what: string) {
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
  const { violations } = await new AxeBuilder({ page }).analyze()
  const serious = violations.filter((one) => one.impact === 'serious' || one.impact === 'critical')
  expect(serious.map((one) => `${what}: ${one.id} at ${one.nodes.map((node) => node.target).join(', ')}`)).toEqual([])
}
