import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { admin, expect, signIn, test } from './fixtures'

async function expectNothingSerious(page: Page, what: string) {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const serious = violations.filter((one) => one.impact === 'serious' || one.impact === 'critical')
  expect(serious.map((one) => `${what}: ${one.id} at ${one.nodes.map((node) => node.target).join(', ')}`)).toEqual([])
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious on any page, ${colorScheme}`, async ({ browser, db, quietConsole }) => {
    quietConsole.allow(/status of 404/)
    const context = await browser.newContext({ colorScheme, viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    quietConsole.watch(page)
    for (const path of ['/sign-in', '/join?token=unknown', '/no-such-page']) {
      await page.goto(path)
      await expect(page.getByRole('main').first()).toBeVisible()
      await expectNothingSerious(page, path)
    }
    await signIn(context, admin.email, admin.password)
    const { rows } = await db.query<{ id: number }>(
      "SELECT i.id FROM image i JOIN project p ON p.id = i.project_id WHERE p.slug = 'demo' ORDER BY i.id LIMIT 1",
    )
    expect(rows).toHaveLength(1)
    for (const path of [
      '/projects',
      '/projects/demo',
      '/projects/demo/images',
      '/projects/demo/raters',
      '/projects/demo/settings',
      '/rate/demo',
    ]) {
      await page.goto(path)
      await expect(page.getByRole('main').first()).toBeVisible()
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
      await expectNothingSerious(page, path)
    }
    await page.setViewportSize({ width: 390, height: 844 })
    for (const path of ['/projects/demo', '/projects/demo/images', '/rate/demo']) {
      await page.goto(path)
      await expect(page.getByRole('main').first()).toBeVisible()
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(overflow, `${path} is no wider than a phone`).toBeLessThanOrEqual(0)
      await expectNothingSerious(page, `${path} on a phone`)
    }
    await context.close()
  })
}
