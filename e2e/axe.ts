import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

export async function expectNothingSerious(page: Page, what: string) {
  await expect(page, what).toHaveTitle(/./)
  const { violations } = await new AxeBuilder({ page }).analyze()
  const serious = violations.filter((one) => one.impact === 'serious' || one.impact === 'critical')
  expect(serious.map((one) => `${what}: ${one.id} at ${one.nodes.map((node) => node.target).join(', ')}`)).toEqual([])
}
