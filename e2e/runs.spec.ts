import { readFile } from 'node:fs/promises'
import { expectNoSeriousViolations } from './support/axe'
import { admin, expect, signIn, test } from './support/fixtures'
import { countDifferingLabels } from './support/run-labels'

test.describe.configure({ mode: 'serial' })

test('aggregates with intervals and keeps the parameters in the URL', async ({ page, context, quietConsole }) => {
  quietConsole.allow(/status of 400/)
  await signIn(context, admin.email, admin.password)
  await page.goto('/projects/demo/aggregation?method=dawid-skene')
  await expect(page.getByRole('radio', { name: /^Dawid-Skene(?! with)/ })).toBeChecked()
  const form = page.getByRole('form', { name: 'Dawid-Skene' })
  await form.getByLabel('Bootstrap samples').fill('many')
  await form.getByRole('button', { name: 'Start aggregation' }).click()
  await expect(form).toContainText('Enter a whole number.')
  await form.getByLabel('Bootstrap samples').fill('20')
  await form.getByRole('button', { name: 'Start aggregation' }).click()
  await expect(page.getByText(/^Run \d+ is done$/)).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('region', { name: 'Progress' }).getByRole('application')).toBeVisible()
  await page.getByRole('link', { name: /^Open run \d+$/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Run \d+, Dawid-Skene$/)
  await expect(page.getByRole('main')).toContainText('If every candidate got one more vote')
  await expectNoSeriousViolations(page, 'a run')
  const chart = page.getByRole('figure', { name: /^Objective/ })
  await chart.getByRole('button', { name: 'Table' }).click()
  await expect(chart.getByRole('table')).toContainText('Iteration')
  for (const [name, start] of [
    ['SVG', '<svg'],
    ['CSV', 'Iteration,'],
  ] as const) {
    const [file] = await Promise.all([page.waitForEvent('download'), chart.getByRole('button', { name }).click()])
    expect(file.suggestedFilename()).toMatch(new RegExp(`\\.${name.toLowerCase()}$`))
    expect(await readFile(await file.path(), 'utf8')).toContain(start)
  }
})

test('keeps the input of a form that is submitted before its scripts run', async ({ page, context, quietConsole }) => {
  quietConsole.allow(/ERR_FAILED/)
  await signIn(context, admin.email, admin.password)
  await page.route(/\/_next\/static\/.*\.js/, (route) => route.abort())
  await page.goto('/projects/demo/aggregation?method=dawid-skene')
  const samples = page.getByRole('form', { name: 'Dawid-Skene' }).getByLabel('Bootstrap samples')
  await samples.fill('20')
  const navigations: string[] = []
  page.on('request', (request) => request.isNavigationRequest() && navigations.push(request.url()))
  await samples.press('Enter')
  await page.getByRole('button', { name: 'Start aggregation' }).click()
  await page.waitForTimeout(1_000)
  expect(navigations).toEqual([])
  await expect(samples).toHaveValue('20')
})

test('compares two runs under a link that can be shared', async ({ page, context, db }) => {
  await signIn(context, admin.email, admin.password)
  await page.goto('/projects/demo/aggregation')
  const ticks = page.getByRole('checkbox', { name: /run \d+/i })
  await ticks.nth(0).setChecked(true)
  await ticks.nth(1).setChecked(true)
  await page.getByRole('link', { name: 'Compare', exact: true }).click()
  await expect(page).toHaveURL(/compare\?a=\d+&b=\d+$/)
  const [a, b] = Array.from(new URL(page.url()).search.match(/\d+/g) ?? [], Number)
  const { labels } = await countDifferingLabels(db, 'demo', a!, b!)
  await expect(page.getByRole('main')).toContainText(
    labels === 0 ? /same labels/i : new RegExp(`${labels} labels? differ`),
  )
  await expectNoSeriousViolations(page, 'two runs compared')
})

test('compares all methods on held-out golden answers', async ({ page, context }) => {
  await signIn(context, admin.email, admin.password)
  await page.goto('/projects/demo/aggregation')
  await page.getByRole('navigation', { name: 'Results' }).getByRole('link', { name: 'Methods' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Method comparison')
  await page.getByRole('button', { name: /^Compare/ }).click()
  await expect(page.getByRole('region', { name: 'Method comparison' })).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('region', { name: 'Method comparison' }).getByRole('row')).toHaveCount(11)
  await expect(page.getByRole('main')).toContainText(
    /is noise, and one whose interval includes zero is not significant/,
  )
  await expectNoSeriousViolations(page, 'methods compared')
})
