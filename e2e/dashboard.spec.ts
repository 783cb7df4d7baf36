import type pg from 'pg'
import type { Page } from 'playwright/test'
import { ports } from './ports'
import type { ApiClient } from './support/api-client'
import { expectNoSeriousViolations } from './support/axe'
import { connectTo } from './support/embedded-database'
import { apiFor, expect, signIn, test } from './support/fixtures'
import { kill } from './support/processes'
import { backdateLeases } from './support/rating-project'
import { addMember, makeAccounts, makeProject } from './support/rating-rows'
import { startApp, untilHealthy } from './support/server'

const isLive = (page: Page) => expect(page.getByText('Live', { exact: true })).toBeVisible({ timeout: 30_000 })

/** Answers every label of one task. */
async function answerTask(rater: ApiClient, slug: string, db: pg.Client) {
  const { body } = await rater.next(slug)
  const { assignmentId = 0, revision = 0, candidates = [] } = body.task ?? {}
  const measured = { durationMs: 6_000, imageShownMs: 1_000, activeMs: 6_000, shownMs: null }
  await backdateLeases(db, slug)
  const sent = await rater.submit(slug, assignmentId, { revision, answers: candidates.map(() => 'yes'), ...measured })
  expect(sent.status, JSON.stringify(sent.body)).toBe(200)
}

test('updates numbers while a rater works, and shows the server-rendered ones without a live connection', async ({
  page,
  context,
  db,
  ratingProject,
  quietConsole,
}) => {
  quietConsole.allow(/ERR_FAILED/)
  const { slug } = ratingProject
  const [admin, rater] = [await ratingProject.addAdmin(), await apiFor(await ratingProject.addRater())]
  await answerTask(rater, slug, db)
  await signIn(context, admin)
  await page.route('**/live', (route) => route.abort())
  await page.goto(`/projects/${slug}`)
  await expect(page.getByText('Reconnecting', { exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name: '3 of 18 votes' })).toBeVisible()
  await expect(page.getByRole('main')).toContainText('0 of 3 tasks finished')
  await expectNoSeriousViolations(page, 'dashboard')

  await page.unroute('**/live')
  await isLive(page)
  await answerTask(rater, slug, db)
  await expect(page.getByRole('link', { name: '6 of 18 votes' })).toBeVisible({ timeout: 15_000 })
  const second = await apiFor(await ratingProject.addRater())
  for (let task = 0; task < 3; task++) await answerTask(second, slug, db)
  await expect(page.getByRole('main')).toContainText('2 of 3 tasks finished', { timeout: 15_000 })
  await expect(page.getByRole('link', { name: '2.0 s', exact: true })).toBeVisible()

  await page.getByRole('link', { name: 'By day' }).click()
  await expect(page).toHaveURL(/by=day/)
  await expect(page.getByText('Votes per day')).toBeVisible()
  await page.goto('about:blank')
})

test('aggregates with one click, and again once there are new votes', async ({ page, context, db, ratingProject }) => {
  const { slug } = ratingProject
  const [admin, rater] = [await ratingProject.addAdmin(), await apiFor(await ratingProject.addRater())]
  await answerTask(rater, slug, db)
  await signIn(context, admin)
  await page.goto(`/projects/${slug}`)
  const aggregate = page.getByRole('button', { name: 'Aggregate' })
  await aggregate.click()
  await expect(page.getByRole('heading', { name: 'Runs' })).toBeVisible()
  await expect(aggregate).toHaveCount(0)
  await answerTask(rater, slug, db)
  await page.reload()
  await expect(aggregate).toBeEnabled()
  // Once nothing is left to rate, the main button leads to the next step.
  await expect(page.getByRole('link', { name: 'Open releases' })).toBeHidden()
  await answerTask(rater, slug, db)
  const second = await apiFor(await ratingProject.addRater())
  for (let task = 0; task < 3; task++) await answerTask(second, slug, db)
  await page.reload()
  await aggregate.click()
  await expect(page.getByRole('link', { name: 'Open releases' })).toBeVisible()

  // Printing lays the page out for paper without the scripts that hide columns.
  await expect(page.getByRole('columnheader', { name: 'Iterations' })).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  const runs = page.getByRole('region', { name: 'Runs', exact: true })
  const beyondPaper = await runs.evaluate((region) => {
    region.style.width = '686px'
    return region.scrollWidth - region.clientWidth
  })
  expect(beyondPaper).toBeLessThanOrEqual(0)
  await expect(runs).toHaveCSS('overflow', 'visible')
  await expect(page.getByRole('progressbar').first()).toHaveCSS('print-color-adjust', 'exact')
  await page.goto('about:blank')
})

test('refuses live events to raters, experts and strangers', async ({ ratingProject, db }) => {
  const { slug, id } = ratingProject
  const rater = await apiFor(await ratingProject.addRater())
  expect((await rater.get(`/api/projects/${slug}/live`)).status).toBe(403)
  const [stranger] = await makeAccounts(db, 1)
  expect((await (await apiFor(stranger!.email)).get(`/api/projects/${slug}/live`)).status).toBe(404)
  await addMember(db, id, stranger!.id, 'expert')
  expect((await (await apiFor(stranger!.email)).get(`/api/projects/${slug}/live`)).status).toBe(403)
  await db.query('DELETE FROM app_user WHERE id = $1', [stranger!.id])
})

test('reconnects without a reload after the database and the server restart', async ({ browser, quietConsole }) => {
  test.skip(process.platform !== 'linux', 'finds processes through /proc, which only Linux has')
  quietConsole.allow(/ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_REFUSED|status of 50\d/)
  const app = await startApp({ port: ports.dashboard, name: 'dashboard', isDurable: true })
  try {
    const db = await connectTo(app.dataDir)
    const { id, slug } = await makeProject(db, { tasks: 3, candidates: 3, quota: 2 })
    const [admin] = await makeAccounts(db, 1)
    await addMember(db, id, admin!.id, 'admin')
    await db.end()
    const context = await browser.newContext({ baseURL: app.url })
    await signIn(context, admin!.email)
    const page = await context.newPage()
    await page.goto(`/projects/${slug}`)
    await isLive(page)
    // The app may still answer on old connections before it notices that the database is gone.
    const want = (raters: number) =>
      expect(async () => {
        const connection = await connectTo(app.dataDir)
        await connection.query('UPDATE task SET quota = $2 WHERE project_id = $1', [id, raters])
        // Every change of quotas is in the audit trail, which makes the dashboard count tasks again.
        await connection.query(
          `INSERT INTO audit_event (project_id, action, details) VALUES ($1, 'rater.ask-again', '{}')`,
          [id],
        )
        await connection.end()
      }).toPass({ timeout: 60_000 })
    kill(app, 'database')
    await untilHealthy(app.url)
    await want(3)
    await expect(page.getByRole('link', { name: '0 of 27 votes' })).toBeVisible({ timeout: 60_000 })
    await isLive(page)
    kill(app, 'web')
    await expect(page.getByText('Reconnecting', { exact: true })).toBeVisible()
    await untilHealthy(app.url)
    await want(4)
    await expect(page.getByRole('link', { name: '0 of 36 votes' })).toBeVisible({ timeout: 60_000 })
    await isLive(page)
    await context.close()
  } finally {
    await app.stop()
  }
})
