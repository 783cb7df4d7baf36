import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from 'playwright/test'

export async function expectNothingSerious(page: Page, what: string) {
  await expect(page, what).toHaveTitle(/./)
  // A colour on its way from one state to another is neither: what moves comes to rest first.
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime))
        .map(({ finished }) => finished.catch(() => undefined)),
    ),
  )
  const { violations } = await new AxeBuilder({ page }).analyze()
  const serious = violations.filter((one) => one.impact === 'serious' || one.impact === 'critical')
  expect(serious.map((one) => `${what}: ${one.id} at ${one.nodes.map((node) => node.target).join(', ')}`)).toEqual([])
}
