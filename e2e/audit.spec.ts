import { text } from 'node:stream/consumers'
import { expectNoSeriousViolations } from './support/axe'
import { expect, signIn, test } from './support/fixtures'

test('an admin reads, filters and downloads the audit trail', async ({ page, context, db, ratingProject }) => {
  const { id, slug } = ratingProject
  await db.query(
    `INSERT INTO audit_event (project_id, user_id, action, details, created_at)
    SELECT $1, NULL, 'rater.pause', jsonb_build_object('raterId', k), '2026-11-20T12:00:00Z' FROM generate_series(1, 60) k`,
    [id],
  )
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(context, await ratingProject.addAdmin())
  await page.goto(`/projects/${slug}/settings`)
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeVisible()
  const renamed = await context.request.patch(`/api/projects/${slug}`, { data: { name: 'Renamed project' } })
  expect(renamed.ok()).toBe(true)
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Audit trail' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Audit trail' })).toBeVisible()

  const table = page.getByRole('table', { name: 'Audit events' })
  const rows = table.locator('tbody').getByRole('row')
  await expect(rows).toHaveCount(50)
  await expect(rows.first()).toContainText('Changed the project’s settings')
  await expect(rows.first()).toContainText('Renamed project')
  await expect(rows.nth(1)).toContainText('Command line')
  await expect(rows.nth(1)).toContainText('Paused a rater')
  await rows.first().getByText('Details').click()
  await expect(rows.first().locator('pre')).toContainText('"name": "Renamed project"')
  await expectNoSeriousViolations(page, 'audit trail at 390 px')
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)

  await page.getByRole('link', { name: 'Next page' }).click()
  await expect(rows).toHaveCount(11)

  await page.getByRole('combobox', { name: 'Kind' }).selectOption({ label: 'Settings' })
  await expect(rows).toHaveCount(1)
  await page.getByRole('button', { name: 'Remove filter: Settings' }).click()
  await expect(rows).toHaveCount(50)

  await page.getByRole('combobox', { name: 'Person' }).selectOption({ label: 'Command line' })
  await expect(page.getByRole('button', { name: 'Remove filter: By Command line' })).toBeVisible()
  await page.getByLabel('From', { exact: true }).fill('2026-11-20')
  await page.getByRole('button', { name: 'Remove filter: From 2026-11-20' }).waitFor()
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'CSV' }).click()
  const csv = await text(await (await download).createReadStream())
  expect(csv.trim().split('\n')).toHaveLength(61)
  expect(csv).not.toContain('Renamed project')

  await page.getByLabel('To', { exact: true }).fill('2026-11-19')
  await expect(page.getByRole('heading', { name: '“From” is later than “To”' })).toBeVisible()
  await expectNoSeriousViolations(page, 'audit trail without a match')
  await page.getByRole('link', { name: 'Clear filters' }).click()
  await expect(rows).toHaveCount(50)
})

test('does not show the audit trail to an expert', async ({ page, context, ratingProject, quietConsole }) => {
  quietConsole.allow(/status of 403/)
  await signIn(context, await ratingProject.addExpert())
  await page.goto(`/projects/${ratingProject.slug}/audit`)
  await expect(page.getByRole('table')).toHaveCount(0)
  await expect(page.getByRole('main')).toContainText(/admin/)
})
