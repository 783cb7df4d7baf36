import { existsSync } from 'node:fs'
import path from 'node:path'
import { type Browser, expect, type Locator, type Page, test } from 'playwright/test'
import { ports } from '../ports'
import { confirmRun } from '../support/confirm-run'
import { countEffort, effortText } from '../support/effort'
import { connectTo } from '../support/embedded-database'
import { admin, signIn } from '../support/fixtures'
import { countDifferingLabels } from '../support/run-labels'
import { type AppServer, startApp } from '../support/server'

/**
 * Tasks of a new user's first hour, without typing a URL. Each prints its clicks and seconds. plan.spec.ts covers the way
 * from a folder of new classes to a release.
 */
test.describe.configure({ mode: 'serial' })

const photos = path.resolve('../shared/photos')
let app: AppServer

test.beforeAll(async () => {
  test.setTimeout(900_000)
  app = await startApp({ port: ports.app, name: 'first-hour-bench' })
})
test.afterAll(() => app.stop())

const main = (page: Page) => page.getByRole('main')
const soon = { timeout: 120_000 }

const menu = (page: Page, entry: string) =>
  page
    .getByRole('navigation', { name: 'Project' })
    .getByRole('link', { name: new RegExp(`^${entry}`) })
    .click()

/** Clicks before hydration are lost and not counted. */
async function clickOnceReady(page: Page, target: Locator) {
  await page.waitForLoadState('networkidle')
  await target.click()
}

/** A browser of an admin on the first page that counts actions. */
async function openAsAdmin(browser: Browser) {
  const context = await browser.newContext({ baseURL: app.url })
  await signIn(context, admin.email, admin.password)
  const page = await context.newPage()
  const effort = await countEffort(page)
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Projects')
  return { page, effort, context }
}

async function fillAccount(page: Page, { name, email, password }: typeof admin) {
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
}

async function createProject(page: Page, name: string) {
  await clickOnceReady(page, page.getByRole('button', { name: 'New project' }))
  await page.getByLabel('Name').fill(name)
  await page.getByRole('button', { name: 'Create project' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Data', soon)
}

async function rateTask(page: Page) {
  const counter = page.getByText(/^\d of 8$/)
  await expect(counter).toHaveText('0 of 8')
  for (let answer = 0; answer < 8; answer++) await page.keyboard.press('y')
  await expect(counter).toHaveText('8 of 8')
  await page.keyboard.press('Enter')
}

async function aggregate(page: Page, run: number) {
  await clickOnceReady(page, page.getByRole('button', { name: 'Start aggregation' }))
  await expect(page.getByText(`Run ${run} is done`)).toBeVisible(soon)
}

test('from the printed link and the demo to a changed label', async ({ browser }) => {
  const page = await browser.newPage({ baseURL: app.url })
  const effort = await countEffort(page)
  await page.goto(app.link)
  await fillAccount(page, admin)
  await page.getByRole('button', { name: 'Create admin account' }).click()
  await expect(main(page)).toContainText('of 920 votes', soon)
  await page.getByRole('link', { name: 'Rate', exact: true }).first().click()
  await page.getByRole('button', { name: 'I have read this' }).click()
  await rateTask(page)
  await rateTask(page)
  await expect(page.getByText('0 of 8')).toBeVisible()
  await page.getByRole('banner').getByRole('link', { name: /demo/i }).click()
  await expect(main(page)).toContainText('568 of 920 votes', soon)
  await page.getByRole('button', { name: 'Aggregate' }).click()
  await expect(main(page)).toContainText(/By run 2, which keeps \d+ labels/, soon)
  const db = await connectTo(app.dataDir)
  const { images } = await countDifferingLabels(db, 'demo', 1, 2)
  await db.end()
  if (images > 0) {
    await expect(main(page)).toContainText(
      `Run 2 changed the labels of ${images} image${images === 1 ? '' : 's'} since run 1.`,
    )
    await page.getByRole('link', { name: 'See what changed' }).click()
    await page.getByRole('region', { name: 'Labels that differ' }).locator('tbody').getByRole('link').first().click()
    await expect(page).toHaveURL(/image=\d+/)
    await expect(page.getByRole('dialog').or(main(page)).getByRole('img').first()).toBeVisible()
  } else await expect(main(page)).toContainText('the same labels as run 1')
  console.log(`Demo to changed label (${images} images changed): ${effortText(effort())}`)
  await page.close()
})

test('1,000 photographs with five models to a release with scored models', async ({ browser }) => {
  test.skip(!existsSync(photos), `${photos} is not there`)
  const { page, effort, context } = await openAsAdmin(browser)
  await createProject(page, 'Photographs')
  const panel = page.getByRole('region', { name: 'Import', exact: true })
  await panel.getByLabel('Folder', { exact: true }).setInputFiles(photos)
  await expect(panel.getByRole('heading')).toContainText('5 models', soon)
  await panel.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(main(page)).toContainText(/1,000 images imported/, { timeout: 300_000 })
  await menu(page, 'Plan')
  await expect(main(page)).toContainText('Up to date', { timeout: 300_000 })
  await page.getByRole('button', { name: 'Launch…' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Launch \S+ tasks/ })
    .click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Batch 1', soon)
  await page.getByRole('button', { name: 'Try with simulated raters' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Start simulation' }).click()
  await expect(page.getByText(/simulated raters gave \S+ votes/)).toBeVisible({ timeout: 600_000 })
  await menu(page, 'Results')
  await aggregate(page, 1)
  await menu(page, 'Releases')
  await page.getByRole('button', { name: 'Publish release' }).first().click()
  const publish = page.getByRole('dialog', { name: 'Publish release' })
  await confirmRun(page)
  await expect(publish.getByRole('region', { name: 'Checks' })).toContainText('are as in run', soon)
  await publish.getByRole('button', { name: 'Publish release' }).click()
  await expect(page.getByRole('link', { name: 'Release 1', exact: true })).toBeVisible({ timeout: 300_000 })
  await menu(page, 'Models')
  const models = page.getByRole('region', { name: 'Models', exact: true })
  await expect(models.getByText('Not scored with this run yet')).toHaveCount(0, soon)
  await expect(models.getByRole('row')).toHaveCount(7, soon)
  console.log(`1,000 photographs to scored release: ${effortText(effort())}`)
  await context.close()
})

test('a team of three, one of whom is removed', async ({ browser }) => {
  const { page, effort, context } = await openAsAdmin(browser)
  await page.getByRole('link', { name: 'Demo', exact: false }).first().click()
  await menu(page, 'Raters')
  await clickOnceReady(page, page.getByRole('button', { name: 'Invite raters' }))
  await page.getByRole('button', { name: 'Create link' }).click()
  const link = await page.getByLabel('Invite link', { exact: true }).inputValue()
  await page.getByRole('button', { name: 'Done' }).click()
  const joined: string[] = []
  for (const name of ['Grace', 'Edith']) {
    const own = await browser.newPage()
    const ownEffort = await countEffort(own)
    await own.goto(link)
    await fillAccount(own, { name, email: `${name}@example.org`, password: admin.password })
    await own.getByRole('button', { name: /join/i }).click()
    await expect(own).toHaveURL(/\/rate\//)
    joined.push(effortText(ownEffort()))
    await own.close()
  }
  await page.getByRole('navigation', { name: 'Raters' }).getByRole('link', { name: 'Members and links' }).click()
  const row = page.getByRole('region', { name: 'Members' }).getByRole('row').filter({ hasText: 'Edith' })
  await clickOnceReady(page, row.getByRole('button', { name: /^Remove/ }))
  await page.getByRole('dialog').getByRole('button', { name: 'Remove member' }).click()
  await expect(row).toHaveCount(0)
  console.log(`Team of three, one removed: admin ${effortText(effort())}; each who joins ${joined[0]}`)
  await context.close()
})

test('a project deleted', async ({ browser }) => {
  const made = await openAsAdmin(browser)
  await createProject(made.page, 'Short-lived')
  await made.context.close()
  const { page, effort, context } = await openAsAdmin(browser)
  await page.getByRole('link', { name: 'Short-lived' }).first().click()
  await menu(page, 'Settings')
  await clickOnceReady(page, page.getByRole('button', { name: 'Delete project…' }))
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Type the name of the project').fill('Short-lived')
  await dialog.getByRole('button', { name: 'Delete project' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Projects')
  await expect(page.getByRole('heading', { name: 'Short-lived' })).toHaveCount(0)
  console.log(`Project deleted: ${effortText(effort())}`)
  await context.close()
})
