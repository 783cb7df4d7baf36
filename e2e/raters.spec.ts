import type { Page } from 'playwright/test'
import type { ApiClient } from './support/api-client'
import { expectNoSeriousViolations } from './support/axe'
import { expectTablesFit } from './support/fitting-tables'
import { apiFor, expect, admin as serverAdmin, signIn, test } from './support/fixtures'
import { openRatingScreen } from './support/rating-page'
import { makeRatingProject } from './support/rating-project'
import { addMember, makeAccounts, removeProject } from './support/rating-rows'

/** Gives the same answer in `count` tasks of three candidates and returns the rater's number. */
async function rate(rater: ApiClient, slug: string, tasks: number, answers: string[]): Promise<number> {
  const base = `/api/projects/${slug}/assignments`
  let raterId = 0
  for (let k = 0; k < tasks; k++) {
    const { body } = await rater.post(`${base}/next`)
    const ratingPage = body as { raterId: number; task: { assignmentId: number; revision: number } }
    raterId = ratingPage.raterId
    const { assignmentId, revision } = ratingPage.task
    const submission = { revision, answers, durationMs: 2_000, imageShownMs: 1_000, shownMs: null, activeMs: 1_500 }
    const submitted = await rater.post(`${base}/${assignmentId}/submit`, submission)
    expect(submitted.status).toBe(200)
  }
  return raterId
}

const message = 'Please look twice at the second name. '.repeat(50).trim()

/** A long message leaves the picture room in every window, and can be read and confirmed on a phone. */
async function readMessage(page: Page) {
  const picture = page.getByRole('img', { name: 'Image to rate' })
  const notice = page.getByRole('status').filter({ hasText: 'From the project' })
  await page.keyboard.press('e')
  await expect(page.getByRole('button', { name: 'Close' })).toBeVisible()
  await expect(notice, 'examples take its room').toHaveCount(0)
  await page.getByRole('button', { name: 'Close' }).click()
  await expect(notice).toBeVisible()
  for (const [width, height, least] of [
    [1024, 600, 200],
    [844, 390, 180],
    [360, 640, 90],
    [390, 844, 150],
  ] as const) {
    await page.setViewportSize({ width, height })
    await expect
      .poll(async () => (await picture.boundingBox())?.height, { message: `picture at ${width} × ${height}` })
      .toBeGreaterThanOrEqual(least)
  }
  await expectNoSeriousViolations(page, 'a message on a phone')
  await page.getByRole('status').getByRole('button', { name: 'Read' }).click()
  await page.keyboard.press('y')
  await expectNoSeriousViolations(page, 'a message opened on a phone')
  await page.getByRole('dialog').getByRole('button', { name: 'Got it' }).click()
  await expect(page.getByText('0 of 3', { exact: true }), 'nothing answered while the image was covered').toBeVisible()
}

/** Nothing can be answered while the window has no room for the picture. */
async function expectLockedWithoutRoom(page: Page) {
  const question = page.locator('section[aria-labelledby="question"]')
  for (const [height, isBusy] of [
    ['0', 'true'],
    ['', 'false'],
  ] as const) {
    await page.locator('figure').evaluate((figure, value) => {
      figure.style.height = value
    }, height)
    await expect(question).toHaveAttribute('aria-busy', isBusy)
  }
}

test('an admin sorts raters, messages one, and measures the labels without each rater', async ({
  page,
  context,
  browser,
  db,
}) => {
  const dataDir = String(process.env.E2E_DATA_DIR)
  const project = await makeRatingProject(db, dataDir, { tasks: 12, candidates: 3, width: 160, height: 120 })
  const { slug } = project
  const [admin, ...raters] = await makeAccounts(db, 3)
  await addMember(db, project.id, admin!.id, 'admin')
  for (const { id } of raters) await addMember(db, project.id, id, 'rater')
  const careful = await rate(await apiFor(raters[0]!.email), slug, 6, ['yes', 'no', 'no'])
  const careless = await rate(await apiFor(raters[1]!.email), slug, 4, ['no', 'yes', 'maybe'])
  const api = await apiFor(admin!.email)
  const run = { kind: 'aggregate', input: { method: 'majority', parameters: {} } }
  expect((await api.post(`/api/projects/${slug}/jobs`, run)).status).toBe(200)
  await expect
    .poll(async () => (await db.query('SELECT id FROM aggregation_run WHERE project_id = $1', [project.id])).rowCount, {
      timeout: 60_000,
    })
    .toBe(1)

  await signIn(context, admin!.email)
  await page.goto(`/projects/${slug}/raters`)
  const table = page.getByRole('region', { name: 'Raters' })
  const names = table.getByRole('button', { name: /^Rater \d+$/ })
  await expect(names).toHaveText([`Rater ${careful}`, `Rater ${careless}`])
  await table.getByRole('link', { name: 'Votes' }).click()
  await expect(page).toHaveURL(/sort=-votes/)
  await expect(table.getByRole('columnheader', { name: 'Votes' })).toHaveAttribute('aria-sort', 'descending')
  await table.getByRole('link', { name: 'Votes' }).click()
  await expect(page).toHaveURL(/sort=votes$/)
  await expect(names).toHaveText([`Rater ${careless}`, `Rater ${careful}`])
  await page.getByLabel('State').selectOption({ label: 'Paused' })
  await expect(page.getByText('No raters match these filters')).toBeVisible()
  await page.getByRole('button', { name: 'Remove filter: Paused' }).click()
  await expect(names).toHaveCount(2)
  await expectNoSeriousViolations(page, 'raters')
  await page.emulateMedia({ media: 'print' })
  await expect(names).toHaveCount(2)
  await expect(page.locator('main :is(select, input):visible')).toHaveCount(0)
  await page.emulateMedia({ media: null })

  // Select the first row and the one below by keyboard.
  await page.getByRole('checkbox', { name: `Select rater ${careless}` }).focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(page.getByText('2 raters selected')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Space')
  await expect(page.getByText('1 rater selected')).toBeVisible()
  await page.keyboard.press('Enter')
  const aside = page.getByRole('complementary', { name: `Rater ${careful}` })
  await expect(aside.getByText('No messages yet.')).toBeVisible()
  await page.getByRole('toolbar').getByRole('button', { name: 'Message', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText(`Message: rater ${careful}`)
  await dialog.getByLabel('Message').fill(message)
  await expectNoSeriousViolations(page, 'writing a message')
  await dialog.getByRole('button', { name: 'Send' }).click()
  await expect(dialog).toBeHidden()
  await expect(aside.getByText(message)).toBeVisible()
  await aside.getByRole('button', { name: 'Close' }).click()

  const visit = await browser.newContext()
  const ratingPage = await visit.newPage()
  await signIn(visit, raters[0]!.email)
  await openRatingScreen(ratingPage, slug)
  await expect(ratingPage.getByText(message)).toBeVisible()
  await expectNoSeriousViolations(ratingPage, 'a message on the rating screen')
  await expect(ratingPage.getByRole('status').getByRole('button', { name: 'Got it' })).toBeVisible()
  await readMessage(ratingPage)
  await expect(ratingPage.getByText(message)).toBeHidden()
  await expectLockedWithoutRoom(ratingPage)
  const read = () => db.query('SELECT FROM rater_message WHERE project_id = $1 AND read_at IS NOT NULL', [project.id])
  await expect.poll(async () => (await read()).rowCount).toBe(1)
  await ratingPage.goto(`/rate/${slug}/progress`)
  await expect(ratingPage.getByRole('region', { name: 'Messages' })).toContainText(message)
  await visit.close()

  await table.getByRole('button', { name: `Rater ${careful}`, exact: true }).click()
  const drawer = page.getByRole('complementary', { name: `Rater ${careful}` })
  await expect(drawer).toContainText(message)
  await expect(drawer).toContainText(/read (just now|\d)/)
  await expectNoSeriousViolations(page, 'a rater beside the table')
  await page.keyboard.press('Escape')
  await expect(drawer).toBeHidden()

  // An action on one row leaves the selection of others.
  await page.getByRole('checkbox', { name: `Select rater ${careful}` }).check()
  await page.getByRole('button', { name: `Actions for rater ${careless}` }).click()
  await page.getByRole('menuitem', { name: 'Message' }).click()
  await dialog.getByLabel('Message').fill('Welcome.')
  await dialog.getByRole('button', { name: 'Send' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('1 rater selected')).toBeVisible()

  await page.getByRole('button', { name: 'Measure effect of each rater' }).click()
  await expect(table).toContainText(/\+\d+ −\d+/, { timeout: 60_000 })
  await page.goto(`/projects/${slug}/raters/${careful}`)
  await expect(page.getByRole('heading', { name: 'Effect on the labels' })).toBeVisible()
  await expect(page.getByText(/^\+\d+ labels?, −\d+, \d+ images?$/)).toBeVisible()
  await expectNoSeriousViolations(page, 'a rater and the labels without')

  await page.setViewportSize({ width: 390, height: 844 })
  for (const address of ['', `/${careful}`]) {
    await page.goto(`/projects/${slug}/raters${address}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    const heights = await page
      .locator('main tbody a:visible')
      .evaluateAll((links) => links.map((link) => link.getBoundingClientRect().height))
    expect(Math.min(24, ...heights)).toBe(24)
  }
  // Leave the pages before the accounts are deleted, so that no request uses them.
  await page.goto('about:blank')
  await removeProject(db, project.id)
  await db.query('DELETE FROM app_user WHERE id = ANY ($1)', [[admin!.id, ...raters.map(({ id }) => id)]])
})

test("an admin changes a member's role and removes a member, who loses access", async ({ page, context, db }) => {
  const dataDir = String(process.env.E2E_DATA_DIR)
  const project = await makeRatingProject(db, dataDir, { tasks: 1, candidates: 3, width: 160, height: 120 })
  const { slug } = project
  const [admin, expert, leaver] = await makeAccounts(db, 3)
  await addMember(db, project.id, admin!.id, 'admin')
  for (const { id } of [expert!, leaver!]) await addMember(db, project.id, id, 'rater')
  await signIn(context, admin!.email)
  await page.goto(`/projects/${slug}/raters`)
  await page.getByRole('navigation', { name: 'Raters' }).getByRole('link', { name: 'Members and links' }).click()
  await expect(page).toHaveURL(/\/raters\/members$/)
  const members = page.getByRole('region', { name: 'Members' })
  const role = members.getByRole('combobox', { name: 'Role of Rater 2' })
  const saved = page.waitForResponse((response) => response.url().includes('/members/') && response.ok())
  await role.selectOption('expert')
  await saved
  await page.reload()
  await expect(role).toHaveValue('expert')
  // A change of one's own role is confirmed first: only another admin could undo it.
  await members.getByRole('combobox', { name: 'Role of Rater 1' }).selectOption('rater')
  await expect(page.getByRole('dialog', { name: 'Change your own role' })).toContainText('Your role becomes Rater')
  await page.keyboard.press('Escape')
  await expect(members.getByRole('combobox', { name: 'Role of Rater 1' })).toHaveValue('admin')
  const row = members.getByRole('row').filter({ hasText: leaver!.email })
  await row.getByRole('button', { name: /^Remove/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove member' }).click()
  await expect(row).toHaveCount(0)
  expect((await (await apiFor(leaver!.email)).post(`/api/projects/${slug}/assignments/next`)).status).toBe(404)
  await removeProject(db, project.id)
})

/** Sum of the layout shifts since the page was opened. */
const layoutShift = (page: Page) =>
  page.evaluate(async () => {
    let sum = 0
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value
    })
    observer.observe({ type: 'layout-shift', buffered: true })
    await new Promise((resolve) => setTimeout(resolve, 300))
    return sum
  })

test('hides the least important columns of a table, names them and shows them on request', async ({
  page,
  context,
}) => {
  await signIn(context, serverAdmin.email, serverAdmin.password)
  await page.setViewportSize({ width: 1024, height: 768 })
  await page.goto('/projects/demo/raters')
  const table = page.getByRole('region', { name: 'Raters', exact: true })
  const menu = table.getByRole('button', { name: /^Actions for rater/ }).first()
  const hidden = page.getByText(/^\d+ columns hidden: .*Answers by truth/)
  await expect(hidden).toContainText('Drift')
  await expect(table.getByRole('columnheader', { name: 'Drift' })).toHaveCount(0)
  await expect(table.getByRole('columnheader', { name: 'Golden accuracy' })).toBeVisible()
  await expectTablesFit(page, 'raters at 1,024 pixels')
  await expect(menu).toBeInViewport({ ratio: 1 })
  await menu.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Open rater' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expectNoSeriousViolations(page, 'a table with hidden columns')

  await page.getByRole('button', { name: 'Show all columns: Raters' }).click()
  await expect(table.getByRole('columnheader', { name: 'Drift' })).toHaveCount(1)
  await expect(page.getByText('All columns are shown')).toBeVisible()
  await expect(menu).toBeInViewport({ ratio: 1 })
  await page.getByRole('button', { name: 'Hide what does not fit: Raters' }).click()
  await expect(table.getByRole('columnheader', { name: 'Drift' })).toHaveCount(0)
})

test('shows the important columns of each table row on a phone, with headings and menu', async ({ page, context }) => {
  await signIn(context, serverAdmin.email, serverAdmin.password)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/projects/demo/raters')
  const table = page.getByRole('region', { name: 'Raters', exact: true })
  const row = table.getByRole('row').filter({ hasText: 'Rater 1' })
  await expect(page.getByText(/^\d+ columns hidden: /)).toBeVisible()
  // A line may break elsewhere once the font is loaded.
  expect(await layoutShift(page), 'rows are stacked before scripts have run').toBeLessThan(0.12)
  for (const head of ['Votes', 'Golden accuracy'])
    await expect(row.locator(`[data-head="${head}"]`)).toBeInViewport({ ratio: 1 })
  await expect(row.locator('[data-head="Drift"]')).toBeHidden()
  await expect(row.getByRole('button', { name: /^Actions for rater/ })).toBeInViewport({ ratio: 1 })
  await expectTablesFit(page, 'raters on a phone')
  await table.getByRole('link', { name: 'Votes', exact: true }).click()
  await expect(page).toHaveURL(/sort=-votes$/)
})
