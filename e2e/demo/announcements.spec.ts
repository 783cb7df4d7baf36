import type { Page } from 'playwright/test'
import { admin, expect, signIn, test } from '@/e2e/support/fixtures'
import { pageAddress } from '@/lib/domain/projects/project-pages'

test.beforeEach(({ context }) => signIn(context, admin.email, admin.password))

/** Texts of the page's live regions; Next's own is in a shadow tree. */
const announced = (page: Page) =>
  page.evaluate(() => {
    const regions = [...document.querySelectorAll('[aria-live]:not([aria-live=off]), [role=status]')]
    const next = document.querySelector('next-route-announcer')?.shadowRoot
    return [...regions, next].map((region) => region?.textContent ?? '').filter(Boolean)
  })

/** Waits until exactly one live region has said the text. */
const expectAnnounced = (page: Page, text: RegExp) =>
  expect.poll(async () => (await announced(page)).filter((said) => text.test(said))).toHaveLength(1)

async function openByKey(page: Page, menu: string, link: string) {
  await page.getByRole('navigation', { name: menu }).getByRole('link', { name: link, exact: true }).press('Enter')
}

test('announces each page that a link opens, once and by its own name', async ({ page }) => {
  await page.goto(pageAddress('demo', 'overview'))
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
  for (const entry of ['Classes', 'Raters', 'Images', 'Data', 'Classes']) {
    await openByKey(page, 'Project', entry)
    await expectAnnounced(page, new RegExp(`^${entry}\\b`))
  }
  await page.getByRole('link', { name: 'desk', exact: true }).press('Enter')
  await expect(page).toHaveTitle('desk · Class · Reassess')
  await expectAnnounced(page, /^desk/)
  await page.getByRole('link', { name: 'laptop', exact: true }).press('Enter')
  await expect(page).toHaveTitle('desk and laptop · Class pair · Reassess')
  await expectAnnounced(page, /^desk and laptop/)
  await page.goto('/projects')
  await page.getByRole('link', { name: /^Demo/ }).first().press('Enter')
  await expectAnnounced(page, /Overview|Demo/)
})
