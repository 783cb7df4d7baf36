import type { Page } from 'playwright/test'
import { pressUntilVisible } from '@/e2e/support/press-until-visible'
import { menuOf, pageAddress } from '@/lib/domain/projects/project-pages'
import { tabTitle } from '@/lib/wording/projects'
import { expectNoSeriousViolations } from './support/axe'
import { admin, expect, signIn, test } from './support/fixtures'
import { holdRequests } from './support/hold-requests'
import { openRatingScreen } from './support/rating-page'

const demo = 'Demo: what is in these images?'
const menu = (page: Page) => page.getByRole('navigation', { name: 'Project' })

test('reaches every page by its menu entry and tab, all with the same name', async ({ page, context }) => {
  await signIn(context, admin.email, admin.password)
  await page.goto('/projects/demo')
  for (const { entry, pages } of menuOf('admin')) {
    await menu(page).getByRole('link', { name: entry }).click()
    for (const [index, one] of pages.entries()) {
      const tab = page.getByRole('navigation', { name: entry }).getByRole('link', { name: tabTitle(one) })
      if (pages.length === 1) await expect(page.getByRole('navigation', { name: entry })).toHaveCount(0)
      else if (index > 0) await tab.click()
      await expect(page).toHaveURL(new RegExp(`${pageAddress('demo', one.id)}$`))
      await expect(page).toHaveTitle(`${one.title} · ${demo} · Reassess`)
      // The heading of the overview is the project name.
      if (one.id !== 'overview') await expect(page.getByRole('heading', { level: 1 })).toHaveText(one.title)
      await expect(menu(page).locator('[aria-current]')).toHaveText(new RegExp(`^${entry}`))
      if (pages.length > 1) await expect(tab).toHaveAttribute('aria-current', 'page')
    }
  }
  await page.goto('/rate/demo')
  await expect(page).toHaveTitle(`Rate · ${demo} · Reassess`)
  await page.goto('/expert/demo/classes')
  await expect(page).toHaveTitle(`Golden set, by class · ${demo} · Reassess`)
})

test('keeps the whole sidebar reachable on a low screen, with the account apart from Settings', async ({
  page,
  context,
}) => {
  await signIn(context, admin.email, admin.password)
  await page.setViewportSize({ width: 1024, height: 768 })
  await page.goto('/projects/demo')
  const settings = await menu(page).getByRole('link', { name: 'Settings' }).boundingBox()
  const account = await page.getByRole('button', { name: /^Account/ }).boundingBox()
  const models = await menu(page).getByRole('link', { name: 'Models' }).boundingBox()
  expect(models!.y + models!.height).toBeLessThan(settings!.y)
  expect(account!.y - (settings!.y + settings!.height)).toBeGreaterThan(8)
  expect(account!.y + account!.height).toBeLessThanOrEqual(768)
  await page.setViewportSize({ width: 1024, height: 420 })
  await menu(page).getByRole('link', { name: 'Models' }).click()
  await expect(page).toHaveURL(/\/models$/)
  await page.reload()
  await expect(menu(page).getByRole('link', { name: 'Models' })).toBeInViewport({ ratio: 1 })
})

test('prefetches a page when the pointer reaches its link, and not before', async ({ page, context }) => {
  await signIn(context, admin.email, admin.password)
  const ahead: string[] = []
  page.on('request', (request) => {
    if (request.headers()['next-router-prefetch']) ahead.push(new URL(request.url()).pathname)
  })
  await page.goto('/projects/demo/data')
  await page.waitForLoadState('networkidle')
  expect(ahead).toEqual([])
  await expect(async () => {
    await page.mouse.move(0, 0)
    await menu(page).getByRole('link', { name: 'Models' }).hover()
    await expect.poll(() => ahead, { timeout: 1_000 }).toContain('/projects/demo/models')
  }).toPass()
})

test('shows the menu on a phone as a sheet that traps the focus and closes on Escape or a choice', async ({
  page,
  context,
}) => {
  await signIn(context, admin.email, admin.password)
  await page.setViewportSize({ width: 390, height: 844 })
  const answer = await holdRequests(page, /\/projects\/demo\/models/)
  await page.goto('/projects/demo/flags')
  const button = page.getByRole('button', { name: /^Menu, current page: Flags/ })
  const sheet = page.getByRole('dialog', { name: 'Menu' })
  await button.click()
  await expect(sheet).toBeVisible()
  await expectNoSeriousViolations(page, 'the menu on a phone')
  const places = menuOf('admin').length + 1
  for (let step = 0; step < places + 2; step++) {
    await page.keyboard.press('Tab')
    expect(await sheet.evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true)
  }
  await page.keyboard.press('Escape')
  await expect(sheet).toHaveCount(0)
  await expect(button).toBeFocused()
  await button.press('Enter')
  await sheet.getByRole('link', { name: 'Adjudication' }).click()
  await expect(sheet).toHaveCount(0)
  await expect(page).toHaveURL(/\/adjudication$/)
  await expect(page.getByRole('button', { name: /^Menu, current page: Adjudication/ })).toBeVisible()
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
  // The menu stays open until a slow page has loaded, so that the choice does not look lost.
  await page.getByRole('button', { name: /^Menu, current page: Adjudication/ }).click()
  await sheet.getByRole('link', { name: 'Models' }).click()
  await expect(sheet.locator('a svg.animate-spin')).toBeVisible()
  answer()
  await expect(sheet).toHaveCount(0)
  await expect(page).toHaveURL(/\/models$/)
})

test('shows experts only their menu entries, and raters no menu', async ({
  page,
  context,
  ratingProject,
  quietConsole,
}) => {
  quietConsole.allow(/status of 403/)
  const { slug } = ratingProject
  await signIn(context, await ratingProject.addExpert())
  await page.goto(`/projects/${slug}/golden`)
  await expect(menu(page).getByRole('link')).toHaveText(['Golden set', 'Adjudication'], { useInnerText: true })
  await menu(page).getByRole('link', { name: 'Adjudication' }).click()
  await page.getByRole('navigation', { name: 'Adjudication' }).getByRole('link', { name: 'Mistake reviews' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mistake reviews')
  await signIn(context, await ratingProject.addRater())
  await page.goto(`/projects/${slug}`)
  await expect(page.getByRole('main')).toBeVisible()
  await expect(menu(page)).toHaveCount(0)
})

test('offers languages only on translated pages', async ({ page, context }) => {
  await signIn(context, admin.email, admin.password)
  const languages = page.getByRole('menuitemradio', { name: 'Deutsch' })
  for (const [path, count] of [
    ['/projects', 1],
    ['/projects/demo', 0],
  ] as const) {
    await page.goto(path)
    await page.getByRole('button', { name: /^Account/ }).click()
    await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeVisible()
    await expect(languages).toHaveCount(count)
  }
})

test('links the title of the rating screen to the project for admins', async ({ page, context, ratingProject }) => {
  const { slug } = ratingProject
  await signIn(context, await ratingProject.addAdmin())
  await openRatingScreen(page, slug)
  await page.getByRole('banner').getByRole('link', { name: slug }).click()
  await expect(page).toHaveURL(new RegExp(`/projects/${slug}$`))
})

const palette = (page: Page) => page.getByRole('dialog', { name: /^Search/ })
const field = (page: Page) => palette(page).getByRole('combobox')

test('searches classes, raters, pages and recent items by keyboard', async ({ page, context }) => {
  await signIn(context, admin.email, admin.password)
  await page.goto('/projects/demo/data')
  await pressUntilVisible(page, 'Control+k', palette(page))
  await expect(field(page)).toBeFocused()
  await page.keyboard.type('tabby')
  await expect(palette(page).getByRole('option', { name: 'tabby' })).toHaveAttribute('aria-selected', 'true')
  await expectNoSeriousViolations(page, 'the search')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/projects\/demo\/classes\/281$/)
  await expect(palette(page)).toHaveCount(0)

  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await expect(palette(page).getByRole('group', { name: 'Recent' }).getByRole('option')).toHaveText([/^tabby/])
  await field(page).fill('rater 1')
  await expect(palette(page).getByRole('option').first()).toHaveText(/^Rater 1/)
  await field(page).fill('no such thing')
  await expect(palette(page).getByRole('status')).toHaveText(/^Nothing found/)
  await field(page).fill('flags')
  await palette(page)
    .getByRole('option', { name: /^Flags/ })
    .click()
  await expect(page).toHaveURL(/\/flags$/)
  await pressUntilVisible(page, 'Control+k', palette(page))
  await page.keyboard.press('ArrowDown')
  await expect(palette(page).getByRole('option').nth(1)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Escape')
  await expect(palette(page)).toHaveCount(0)
})

test('opens help for the current page, with a link into the built-in guide', async ({ page, context }) => {
  await signIn(context, admin.email, admin.password)
  await page.goto('/projects/demo/releases')
  const help = page.getByRole('dialog', { name: 'Help: Releases' })
  await pressUntilVisible(page, '?', help)
  await expect(help).toContainText('It never changes.')
  await expectNoSeriousViolations(page, 'the help')
  await help.getByRole('link', { name: /in the guide/ }).click()
  await expect(page).toHaveURL(/\/help#releases$/)
  await expect(page.getByRole('heading', { name: 'Releases', exact: true })).toBeInViewport()
  await expectNoSeriousViolations(page, 'the guide')
  await page.getByRole('navigation', { name: 'Help' }).getByRole('link', { name: 'Release files' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Release files')
})

test('offers search and help in the menu on a phone', async ({ page, context }) => {
  await signIn(context, admin.email, admin.password)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/projects/demo/flags')
  const menu = page.getByRole('dialog', { name: 'Menu' })
  for (const [tool, dialog] of [
    ['Search', palette(page)],
    ['Help', page.getByRole('dialog', { name: 'Help: Flags' })],
  ] as const) {
    await page.getByRole('button', { name: /^Menu, current page/ }).click()
    await menu.getByRole('button', { name: tool }).click()
    await expect(menu).toHaveCount(0)
    await expect(dialog).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
  }
})

test("hides images and raters from an expert's search, and search from raters", async ({
  page,
  context,
  ratingProject,
  quietConsole,
}) => {
  quietConsole.allow(/status of 403/)
  const { slug } = ratingProject
  await signIn(context, await ratingProject.addExpert())
  await page.goto(`/projects/${slug}/golden`)
  await pressUntilVisible(page, 'Control+k', palette(page))
  await expect(palette(page).getByRole('option')).toHaveCount(5)
  await field(page).fill('1')
  await expect(palette(page).getByRole('status')).toHaveText(/^Nothing found/)
  await signIn(context, await ratingProject.addRater())
  await page.goto(`/projects/${slug}`)
  await expect(page.getByRole('main')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Search' })).toHaveCount(0)
})

test('shows the next of the first steps until there is a release', async ({ page, context, ratingProject }) => {
  const { slug } = ratingProject
  await signIn(context, await ratingProject.addAdmin())
  await page.goto(`/projects/${slug}`)
  const steps = page.getByRole('list', { name: 'First steps' })
  await expect(steps.getByRole('listitem')).toHaveCount(8)
  await expect(steps.getByRole('listitem').filter({ hasText: 'Plan and launch tasks' })).toContainText(/\d+ tasks?/)
  await expectNoSeriousViolations(page, 'the first steps')
  await steps.getByRole('link', { name: 'Aggregate votes' }).click()
  await expect(page.getByRole('heading', { name: 'No votes to aggregate yet' })).toBeVisible()
  await signIn(context, admin.email, admin.password)
  await page.goto('/projects/demo')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByText('First steps')).toHaveCount(0)
})
