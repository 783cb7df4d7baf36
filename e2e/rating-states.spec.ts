import type { Page } from 'playwright/test'
import { expectNoSeriousViolations } from './support/axe'
import { expect, signIn, test } from './support/fixtures'
import { holdRequests } from './support/hold-requests'
import { expectAnswerable, expectNextPicture, openRatingScreen, pictureOf } from './support/rating-page'
import { submissionsOf } from './support/rating-project'
import { addMember, makeAccounts } from './support/rating-rows'

let isDark = false

/** Alternates between the themes to save time; accessibility.spec.ts checks every page in both. */
async function expectClean(page: Page, what: string) {
  isDark = !isDark
  const colorScheme = isDark ? 'dark' : 'light'
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await expectNoSeriousViolations(page, `${what}, ${colorScheme}`)
}

test('axe reports nothing serious in any state of the session with a task', async ({
  page,
  context,
  newRatingProject,
  quietConsole,
}) => {
  quietConsole.allow(/ERR_FAILED|status of 404/)
  const project = await newRatingProject({ tasks: 5, candidates: 3 })
  await signIn(context, project.email)
  await openRatingScreen(page, project.slug)
  await expectClean(page, 'first task')
  await page.keyboard.press('y')
  await page.keyboard.press('x')
  await expectClean(page, 'all answered')
  for (const [key, what] of [
    ['e', 'examples'],
    ['c', 'two names side by side'],
  ]) {
    await page.keyboard.press(key!)
    await expect(page.getByRole('region', { name: /Examples of|Compare/ })).toBeVisible()
    await expectClean(page, what!)
    await page.keyboard.press(key!)
  }
  for (const key of ['?', 's', 'g']) {
    await page.keyboard.press(key)
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectClean(page, `the dialog of ${key}`)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  const first = await pictureOf(page)
  await page.keyboard.press('Enter')
  await expectNextPicture(page, first)
  const second = await pictureOf(page)
  await page.keyboard.press('Backspace')
  await expect(page.getByText(/^Reopened ·/)).toBeVisible()
  await expectClean(page, 'reopened')
  await expectAnswerable(page)
  await page.keyboard.press('Enter')
  await expect.poll(() => pictureOf(page)).toBe(second)
  await expectAnswerable(page)
  await page.route('**/submit', (route) => route.abort())
  await page.keyboard.press('x')
  await page.keyboard.press('Enter')
  await expect(page.getByText('No connection')).toBeVisible()
  await expectClean(page, 'no connection')
  await page.unroute('**/submit')
  const other = await context.newPage()
  await other.goto(`/rate/${project.slug}`)
  await expect(other.getByRole('heading', { name: 'You are rating in another tab' })).toBeVisible()
  await expectClean(other, 'another tab')
  await other.close()
  await page.route('**/images/**', (route) => route.abort())
  await page.reload()
  await expect(page.getByText('The image did not load')).toBeVisible()
  await expectClean(page, 'the picture did not load')
})

test('accepts no answer before the image is painted or when it fails, and stores how long each label was shown', async ({
  page,
  context,
  db,
  newRatingProject,
  quietConsole,
}) => {
  quietConsole.allow(/ERR_FAILED/)
  const project = await newRatingProject({ tasks: 2, candidates: 2 })
  await db.query("UPDATE class SET other_names = '{also called so}' WHERE project_id = $1", [project.id])
  await signIn(context, project.email)
  const deliver = await holdRequests(page, '**/images/**')
  await page.goto(`/rate/${project.slug}`, { waitUntil: 'commit' })
  await expect(page.getByText('Loading image')).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible()
  const details = page.getByRole('region', { name: 'About the selected label' })
  await expect(details).toBeVisible()
  await expect(details.getByText(/class \d/)).toBeHidden()
  await expect(details.getByRole('button')).toHaveCount(0)
  for (const key of ['y', 'x', 'Enter']) await page.keyboard.press(key)
  await expect(page.getByText('0 of 2', { exact: true })).toBeVisible()
  await expect(page.getByRole('radio', { name: /: Yes$/ })).toHaveCount(0)
  await expect(page.getByText('This image is taking a long time')).toBeVisible({ timeout: 15_000 })
  await expect(page.getByRole('button', { name: 'Report' })).toBeVisible()
  deliver()
  await expectAnswerable(page)
  await expect(page.getByText('Loading image')).toHaveCount(0)
  // Read aloud, names without a space between them are one word.
  await expect(details).toContainText(/class \d also called so/)
  await expect(page.getByRole('list').getByText(/class \d also called so/)).toHaveCount(2)
  await page.unroute('**/images/**')

  await page.route('**/images/**', (route) => route.abort())
  await page.reload()
  await expect(page.getByText('The image did not load')).toBeVisible()
  for (const key of ['x', 'Enter']) await page.keyboard.press(key)
  await expect(page.getByText('0 of 2', { exact: true })).toBeVisible()
  await page.unroute('**/images/**')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expectAnswerable(page)
  expect(await submissionsOf(db, project.id)).toEqual([])
  for (const key of ['x', 'Enter']) await page.keyboard.press(key)
  await expect.poll(() => submissionsOf(db, project.id)).toHaveLength(1)
  const { rows } = await db.query(
    "SELECT image_shown_ms AS shown, duration_ms AS duration FROM assignment WHERE project_id = $1 AND state = 'submitted'",
    [project.id],
  )
  expect(rows[0].shown).toBeGreaterThan(0)
  expect(rows[0].shown).toBeLessThan(8_000)
})

test('axe reports nothing serious in any state of the session without a task', async ({
  page,
  context,
  db,
  newRatingProject,
}) => {
  const project = await newRatingProject({ tasks: 1, candidates: 2, quota: 1 })
  await signIn(context, project.email)
  const set = (sql: string) => db.query(sql, [project.id])
  const see = async (heading: string | RegExp, what: string) => {
    await page.goto(`/rate/${project.slug}`)
    await expect(page.getByRole('heading', { name: heading }).first()).toBeVisible()
    await expectClean(page, what)
  }
  await set('UPDATE project SET is_paused = true WHERE id = $1')
  await see('This project is paused', 'project paused')
  await set('UPDATE project SET is_paused = false WHERE id = $1')
  await set('UPDATE rater SET paused_at = now() WHERE project_id = $1')
  await see('Your rating is paused', 'rater paused')
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(
    page.getByRole('status').filter({ hasText: /^Nothing has changed. Checked at \d\d:\d\d\.$/ }),
  ).toBeVisible()
  await set('UPDATE rater SET paused_at = NULL WHERE project_id = $1')
  for (const kind of ['consent', 'guidelines']) {
    await set(`INSERT INTO document_version (project_id, kind, version, text) VALUES ($1, '${kind}', 1, '# Read this')`)
    await see('Read this', kind)
    await set(`DELETE FROM document_version WHERE project_id = $1`)
  }
  await openRatingScreen(page, project.slug)
  await page.keyboard.press('x')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'You have rated everything' })).toBeVisible()
  await expectClean(page, 'nothing left')
})

test('does not claim that everything is saved to a new rater without tasks', async ({
  page,
  context,
  db,
  newRatingProject,
}) => {
  const project = await newRatingProject({ tasks: 1, candidates: 1 })
  await db.query('DELETE FROM task WHERE project_id = $1', [project.id])
  await signIn(context, project.email)
  await page.goto(`/rate/${project.slug}`)
  await expect(page.getByRole('heading', { name: 'There is nothing to rate yet' })).toBeVisible()
  await expect(page.getByText('Everything is saved')).toHaveCount(0)
})

test('tells a new rater that others have done all tasks, on the screen and in the announcement', async ({
  page,
  context,
  db,
  newRatingProject,
}) => {
  const project = await newRatingProject({ tasks: 1, candidates: 1, quota: 1 })
  await signIn(context, project.email)
  await openRatingScreen(page, project.slug)
  await page.keyboard.press('x')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'You have rated everything' })).toBeFocused()

  const [other] = await makeAccounts(db, 1)
  await addMember(db, project.id, other!.id, 'rater')
  await signIn(context, other!.email)
  await page.goto(`/rate/${project.slug}`)
  await expect(page.getByRole('heading', { name: 'There is nothing left to rate' })).toBeFocused()
  await expect(page.locator('p[aria-live="polite"]')).toHaveText('There is nothing left to rate')
  await page.goto('about:blank')
})

test('shows a name written from right to left beside its number', async ({ page, context, db, newRatingProject }) => {
  const project = await newRatingProject({ tasks: 2, candidates: 2 })
  await db.query("UPDATE class SET name = 'كلب أحمر ' || class_index WHERE project_id = $1", [project.id])
  await signIn(context, project.email)
  await openRatingScreen(page, project.slug)
  const row = page.getByRole('listitem').filter({ hasText: 'كلب' }).first()
  const number = (await row.locator('kbd').first().boundingBox())!
  const name = (await row.getByText(/^كلب/).boundingBox())!
  expect(name.x - (number.x + number.width)).toBeLessThan(24)
})
