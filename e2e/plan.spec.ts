import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type pg from 'pg'
import type { BrowserContext, Page } from 'playwright/test'
import sharp from 'sharp'
import { expectNoSeriousViolations } from './support/axe'
import { confirmRun } from './support/confirm-run'
import { admin, expect, signIn, test } from './support/fixtures'
import { addRunOfRaters, makePlannedProject } from './support/plan-rows'
import { addMember, makeAccounts, removeProject } from './support/rating-rows'

/** A project to plan with a signed-in admin. Call `remove` afterwards. */
async function openPlan(db: pg.Client, context: BrowserContext, given: Parameters<typeof makePlannedProject>[1]) {
  const project = await makePlannedProject(db, given)
  const [account] = await makeAccounts(db, 1)
  await addMember(db, project.id, account!.id, 'admin')
  await signIn(context, account!.email)
  const remove = async () => {
    // Open pages would ask for the plan with a session that no longer exists.
    for (const page of context.pages()) await page.goto('about:blank')
    await removeProject(db, project.id)
    await db.query('DELETE FROM app_user WHERE id = $1', [account!.id])
  }
  return { ...project, remove }
}

const figures = (page: Page) => page.getByRole('complementary', { name: 'Figures' })
const figure = (page: Page, name: string) =>
  figures(page).locator('dl > div', { has: page.getByText(name, { exact: true }) })
const upToDate = (page: Page) => expect(figures(page)).toContainText('Up to date', { timeout: 60_000 })

test('plans, selects a point on the frontier, launches and runs simulated raters', async ({ page, context, db }) => {
  const { id, slug, remove } = await openPlan(db, context, { hasGolden: true })
  await page.goto(`/projects/${slug}/plan`)

  await upToDate(page)
  await expect(page.getByRole('radio', { name: 'What models propose' })).toBeChecked()
  await expect(page.getByRole('radio', { name: /^The smallest subset shown to reach a recall of 97.0%/ })).toBeChecked()
  // Three golden labels besides the original ones cannot show such a high recall, so no subset is selected.
  await expect(page.getByRole('main')).toContainText('There are 3 golden labels besides the original ones; about 125')
  for (const name of ['alpha', 'beta', 'gamma']) await expect(page.getByRole('checkbox', { name })).toBeChecked()
  await page.getByLabel('Recall (%)').fill('40')
  await upToDate(page)
  await expect(page.getByRole('checkbox', { name: 'alpha' })).toBeChecked()
  await expect(page.getByRole('checkbox', { name: 'beta' })).not.toBeChecked()
  await expect(figure(page, 'Recall')).toContainText('100.0%')
  await expect(figure(page, 'Recall')).toContainText(
    '3 of 3 golden labels besides the original ones proposed; 95% interval 43.8% to 100',
  )
  await expect(figure(page, 'Precision')).toContainText('71.4%')
  await expect(figure(page, 'Proposals per image')).toContainText('instead of 4.5 with all 3 models')
  await expect(figure(page, 'Unanimous images')).toContainText('3')
  await expect(figure(page, 'Candidates to ask about')).toContainText('12')
  await expect(figure(page, 'Tasks')).toContainText('3')
  await expect(figure(page, 'Votes')).toContainText('60')
  await expect(figure(page, 'Cost')).toContainText('$0.94')
  await expect(page.getByRole('figure', { name: /^Recall against cost/ })).toContainText('8 subsets searched')
  await expectNoSeriousViolations(page, 'plan')

  await page.getByRole('checkbox', { name: 'gamma' }).click()
  await upToDate(page)
  await expect(figure(page, 'Recall')).toContainText('66.6%')
  await expect(figure(page, 'Cost')).toContainText('$0.00')
  await expect(page.getByRole('button', { name: 'Launch…' })).toBeDisabled()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('radio', { name: /^The smallest subset/ })).toBeChecked()
  await upToDate(page)
  await expect(figure(page, 'Recall')).toContainText('100.0%')

  const chart = page.getByRole('application', { name: /^Recall/ })
  await chart.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('radio', { name: /^Models I select/ })).toBeChecked()
  await expect(figure(page, 'Recall')).toContainText('66.6%')
  await upToDate(page)
  const { width, height } = (await chart.boundingBox()) as { width: number; height: number }
  await chart.click({ position: { x: width - 16, y: height / 3 } })
  await expect(page.getByRole('checkbox', { name: 'gamma' })).toBeChecked()
  await expect(figure(page, 'Recall')).toContainText('100.0%')
  await page.getByLabel('Pay per hour').fill('30')
  await expect(figure(page, 'Cost')).toContainText('$1.88')
  await upToDate(page)
  await page.reload()
  await expect(page.getByLabel('Pay per hour')).toHaveValue('30')
  await upToDate(page)

  await page.getByRole('button', { name: 'Launch…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Launch this batch?' })
  await expect(dialog).toContainText('3 tasks open for 5 raters each')
  await expect(dialog).toContainText('$1.88')
  await expect(dialog).toContainText(
    'asked about what 2 models propose and the original label of each image: 12 candidates',
  )
  await expectNoSeriousViolations(page, 'launch dialog')
  await dialog.getByLabel('Batch name').fill('Lake birds')
  await dialog.getByRole('button', { name: 'Launch 3 tasks' }).click()
  await expect(page).toHaveURL(/\/batches\/\d+$/, { timeout: 60_000 })

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lake birds')
  await expect(page.getByRole('main')).toContainText('2 models, chosen by hand')
  await expect(page.getByRole('main')).toContainText('0 of 60 votes, 0%')
  await expectNoSeriousViolations(page, 'batch')
  const { rows } = await db.query<{ tasks: number; pairs: number }>(
    `SELECT count(DISTINCT t.id)::int AS tasks, count(*)::int AS pairs FROM task t
     JOIN task_candidate c ON c.project_id = t.project_id AND c.task_id = t.id
     WHERE t.project_id = $1 AND t.is_launched AND t.quota = 5`,
    [id],
  )
  expect(rows[0]).toEqual({ tasks: 3, pairs: 12 })
  const download = page.waitForEvent('download')
  const act = async (name: string) => {
    await page.getByRole('button', { name: 'Actions' }).click()
    await page.getByRole('menuitem', { name }).click()
  }
  await act('Download JSON')
  expect((await download).suggestedFilename()).toMatch(new RegExp(`^${slug}-batch-\\d+\\.json$`))

  await act('Stop batch')
  const stop = page.getByRole('dialog', { name: 'Stop batch: Lake birds' })
  await expect(stop).toContainText('Raters get no more of its 3 unfinished tasks.')
  await stop.getByRole('button', { name: 'Stop batch' }).click()
  await expect(page.getByRole('main')).toContainText('Stopped, asks about')
  await act('Reopen batch')
  await page.getByRole('dialog').getByRole('button', { name: 'Reopen batch' }).click()
  await expect(page.getByRole('main')).toContainText('Open, asks about')

  await page.getByRole('button', { name: 'Try with simulated raters' }).click()
  const trial = page.getByRole('dialog', { name: 'Try with simulated raters' })
  await expect(trial).toContainText('marked as containing simulated answers')
  await trial.getByLabel('Raters').fill('6')
  await trial.getByRole('button', { name: 'Start simulation' }).click()
  await expect(page.getByText('6 simulated raters gave 60 votes')).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('main')).toContainText('60 of 60 votes, 100%')
  await expect(page.getByText('3 of 3 tasks finished')).toBeVisible()
  await expect(page.getByText('Contains simulated answers')).toBeVisible()

  const tabs = page.getByRole('navigation', { name: 'Plan' })
  await tabs.getByRole('link', { name: 'Batches' }).click()
  await expect(page.getByText('1 batch with 3 tasks; 60 votes so far.')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Batches' }).getByRole('row', { name: /Lake birds/ })).toContainText(
    'Finished',
  )
  await expectNoSeriousViolations(page, 'batches')
  await tabs.getByRole('link', { name: 'Plan' }).click()
  await upToDate(page)
  await expect(figure(page, 'Candidates to ask about')).toContainText('without 12 asked in earlier batches')
  await expect(page.getByRole('button', { name: 'Launch…' })).toBeDisabled()
  await remove()
})

test('an adaptive batch saves votes, measures the effect, and says how a run differs', async ({
  page,
  context,
  db,
}) => {
  const { id, slug } = await openPlan(db, context, { hasGolden: false, images: 80 })
  await addRunOfRaters(db, id, 10)
  const main = page.getByRole('main')
  await page.goto(`/projects/${slug}/plan`)
  await page.getByRole('radio', { name: /^Every class of a list/ }).click()
  const replay = page.getByRole('region', { name: 'Replay on this project’s votes' })
  await expect(replay).toContainText('Too few votes to replay')
  await page.getByRole('radio', { name: 'Adaptive' }).click()
  await page.getByLabel('Decisions that may change').selectOption({ label: 'At most 5%' })
  await upToDate(page)
  await expect(main).toContainText('On these, the limit is proved before votes are saved on the others.')
  await expect(figure(page, 'Votes')).toContainText(/to 2,000/)
  await page.getByRole('button', { name: 'Launch…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Launch this batch?' })
  await expect(dialog).toContainText('2 to 5 votes per candidate, more only where they matter; at most 5%')
  await dialog.getByRole('button', { name: 'Launch 80 tasks' }).click()
  await expect(page).toHaveURL(/\/batches\/\d+$/, { timeout: 60_000 })
  await expect(main).toContainText('0 of 400 candidates settled')
  await expect(main).toContainText('None is settled yet.')

  await page.getByRole('button', { name: 'Try with simulated raters' }).click()
  const trial = page.getByRole('dialog', { name: 'Try with simulated raters' })
  await trial.getByLabel('Raters').fill('10')
  await trial.getByRole('button', { name: 'Start simulation' }).click()
  await expect(page.getByText(/10 simulated raters gave [\d,]+ votes/)).toBeVisible({ timeout: 90_000 })
  await expect(main).toContainText('400 of 400 candidates settled')
  const shown = async (name: string) => {
    const figure = main.locator('dl > div', { has: page.getByText(name, { exact: true }) })
    return Number((await figure.locator('dd').first().textContent())!.replace(',', ''))
  }
  expect(await shown('Open candidates')).toBe(0)
  const given = await shown('Votes so far')
  expect(await shown('Votes at the end')).toBe(given)
  expect(await shown('Votes saved')).toBe(2_000 - given)
  expect(given).toBeLessThan(1_600)
  await expect(main).toContainText(
    /Of the \d+ candidates drawn to check the limit, .* would have changed \d+ \([\d.]+%\): with 95% confidence at most [\d.]+% of decisions, (within|beyond) the limit of 5%/,
  )
  await expectNoSeriousViolations(page, 'adaptive batch')

  // The saving of the next batch is estimated from the votes of this one.
  await page.goto(`/projects/${slug}/plan`)
  await replay.getByRole('button', { name: 'Replay votes' }).click()
  const row = (name: string) => replay.getByRole('row', { name })
  await expect(row('All')).toBeVisible({ timeout: 60_000 })
  await expect(row('Until no further vote could change it')).toContainText(/\$[\d.]+.*%.*0/)
  await expect(row('Within the limit of 5%')).toContainText('%')
  await expectNoSeriousViolations(page, 'replay of votes')

  await page.goto(`/projects/${slug}/aggregation`)
  await page.getByRole('button', { name: 'Start aggregation' }).click()
  await expect(page.getByText('Run 2 is done')).toBeVisible({ timeout: 60_000 })
  await page.goto(`/projects/${slug}/batches/1`)
  await expect(main).toContainText('scores differ by')

  // The release states why voting on each candidate stopped.
  await page.goto(`/projects/${slug}/releases`)
  await page.getByRole('button', { name: 'Publish release' }).click()
  const publishing = page.getByRole('dialog', { name: 'Publish release' })
  await publishing.getByLabel('Run', { exact: true }).selectOption('2')
  await confirmRun(page)
  await publishing.getByRole('button', { name: 'Publish release' }).click()
  await expect(page.getByText(/^Release .+ is published$/)).toBeVisible({ timeout: 60_000 })
  await page
    .getByRole('link', { name: /^Release 1|^1$/ })
    .first()
    .click()
  await expect(main).toContainText('stops.csv')
})

test('plans without golden labels and says what is missing', async ({ page, context, db }) => {
  const { slug, remove } = await openPlan(db, context, { hasGolden: false })
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`/projects/${slug}/plan`)
  await upToDate(page)
  await expect(page.getByRole('main')).toContainText('No golden answers yet')
  await expect(page.getByRole('link', { name: 'Open the golden set' })).toHaveAttribute(
    'href',
    `/projects/${slug}/golden`,
  )
  await expect(page.getByRole('radio', { name: /^All models/ })).toBeChecked()
  await expect(figure(page, 'Recall')).toContainText('requires golden labels')
  await expect(figure(page, 'Tasks')).toContainText('3')
  await expect(page.getByRole('button', { name: 'Launch…' })).toBeEnabled()
  await expectNoSeriousViolations(page, 'plan without golden labels, on a phone')
  await remove()
})

test('explains an invalid number and keeps the last valid one', async ({ page, context, db }) => {
  const { slug, remove } = await openPlan(db, context, { hasGolden: true })
  await page.goto(`/projects/${slug}/plan`)
  await upToDate(page)
  const raters = page.getByLabel('Raters per task')
  await raters.fill('0')
  await expect(page.getByText('At least 1.')).toBeVisible()
  await expect(figure(page, 'Votes')).toContainText('75')
  const launch = page.getByRole('button', { name: 'Launch…' })
  await expect(launch).toBeDisabled()
  await expect(launch).toHaveAccessibleDescription('Correct “Raters per task” before you launch.')
  await expect(page.getByRole('status').filter({ hasText: 'Not all saved' })).toBeVisible()
  await raters.clear()
  await raters.pressSequentially('3,5')
  await expect(page.getByText('Use a point for decimals, and no commas.')).toBeVisible()
  await expect(figure(page, 'Votes')).toContainText('45')
  await raters.press('ArrowDown')
  await expect(raters).toHaveValue('2')
  await expect(figure(page, 'Votes')).toContainText('30')
  await expect(launch).toBeEnabled()
  await page.keyboard.press('Control+z')
  await expect(raters).toHaveValue('5')
  await upToDate(page)
  await remove()
})

test('neither undoes nor launches what another admin has changed since', async ({ page, context, db }) => {
  const { id, slug, remove } = await openPlan(db, context, { hasGolden: true })
  await page.goto(`/projects/${slug}/plan`)
  await upToDate(page)
  const raters = page.getByLabel('Raters per task')
  const change = (field: string, value: number) =>
    db.query(
      `UPDATE batch SET plan = jsonb_set(plan, ARRAY['settings', $2], to_jsonb($3::int))
       WHERE project_id = $1 AND state = 'draft'`,
      [id, field, value],
    )
  await raters.fill('8')
  await expect(figure(page, 'Votes')).toContainText('120')
  await upToDate(page)
  await change('payPerHour', 33)
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))
  await expect(page.getByLabel('Pay per hour')).toHaveValue('33')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(raters).toHaveValue('5')
  await upToDate(page)
  await expect(page.getByLabel('Pay per hour')).toHaveValue('33')

  await page.getByRole('button', { name: 'Launch…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Launch this batch?' })
  await expect(dialog).toContainText('for 5 raters each')
  await change('ratersPerTask', 2)
  await dialog.getByRole('button', { name: /^Launch \d+ tasks$/ }).click()
  await expect(page.getByRole('main')).toContainText('The plan was changed in another tab or by someone else', {
    timeout: 60_000,
  })
  await expect(raters).toHaveValue('2')
  await expectNoSeriousViolations(page, 'a refused launch')
  await remove()
})

test('offers the plans that need no predictions', async ({ page, context, ratingProject }) => {
  await signIn(context, await ratingProject.addAdmin())
  await page.goto(`/projects/${ratingProject.slug}/plan`)
  await expect(page.getByRole('radio', { name: 'What models propose' })).toBeDisabled()
  await expect(page.getByRole('link', { name: 'Import predictions' })).toHaveAttribute(
    'href',
    `/projects/${ratingProject.slug}/data#models`,
  )
  await expect(page.getByRole('radio', { name: /^Every class of a list/ })).toBeChecked()
  await upToDate(page)
  await expect(page.getByText('Recall', { exact: true })).toHaveCount(0)
  await page.getByRole('radio', { name: 'The original label of each image' }).click()
  await upToDate(page)
  await expectNoSeriousViolations(page, 'plan without models')
})

const classes = ['cat', 'dog', 'café table']
const perClass = 4

/** Three class folders of images. Delete them with `rm` afterwards. */
async function ownFolder(): Promise<string> {
  const folder = path.join(await mkdtemp(path.join(tmpdir(), 'reassess-e2e-')), 'own pictures')
  for (const [index, name] of classes.entries()) {
    await mkdir(path.join(folder, name), { recursive: true })
    for (let number = 0; number < perClass; number++) {
      const background = { r: 80 * index, g: 50 * number, b: 120 }
      const bytes = await sharp({ create: { width: 96, height: 72, channels: 3, background } })
        .jpeg()
        .toBuffer()
      await writeFile(path.join(folder, name, `${number}.jpg`), bytes)
    }
  }
  return folder
}

test('turns a folder of three classes into a release without models, by clicks alone', async ({ page, context }) => {
  const folder = await ownFolder()
  await signIn(context, admin.email, admin.password)
  await page.goto('/projects')
  const startedAt = Date.now()
  let clicks = 0
  const click = async (target: ReturnType<Page['getByRole']>) => {
    await target.click()
    clicks++
  }
  const menu = (name: string) => click(page.getByRole('navigation').getByRole('link', { name, exact: true }).first())
  const main = page.getByRole('main')

  await click(page.getByRole('button', { name: 'New project' }))
  await page.getByRole('textbox', { name: 'Name' }).fill('Own pictures')
  await click(page.getByRole('button', { name: 'Create project' }))

  const panel = page.getByRole('region', { name: 'Import', exact: true })
  await panel.getByLabel('Folder', { exact: true }).setInputFiles(folder)
  clicks++
  await expect(panel.getByRole('heading')).toHaveText('12 images with labels and 3 classes from folder names')
  await expect(panel.getByRole('radio', { name: 'Create 3 classes from folder names' })).toBeChecked()
  await expect(panel.getByRole('checkbox', { name: 'Original labels' })).toBeChecked()
  await expectNoSeriousViolations(page, 'a folder for each class')
  await click(panel.getByRole('button', { name: 'Import', exact: true }))
  await expect(main).toContainText('12 images imported', { timeout: 60_000 })

  await menu('Plan')
  await expect(main.getByRole('radio', { name: /^Every class of a list, such as all 3/ })).toBeChecked()
  for (const name of classes) await expect(main.getByRole('checkbox', { name })).toBeChecked()
  await expect(main).toContainText('Up to date', { timeout: 60_000 })
  await expect(main).not.toContainText('–')
  await expectNoSeriousViolations(page, 'a plan without models')
  await click(page.getByRole('button', { name: 'Launch…' }))
  const dialog = page.getByRole('dialog', { name: 'Launch this batch?' })
  await expect(dialog).toContainText('asked about every class of the project on each image')
  await expect(dialog).toContainText('36 candidates')
  await click(dialog.getByRole('button', { name: 'Launch 12 tasks' }))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Batch 1', { timeout: 60_000 })
  await expect(main).toContainText('Every class of the project on each image')
  await expect(main).not.toContainText('Choice of models')

  await click(page.getByRole('button', { name: 'Try with simulated raters' }))
  await click(page.getByRole('dialog').getByRole('button', { name: 'Start simulation' }))
  await expect(page.getByText(/simulated raters gave 180 votes/)).toBeVisible({ timeout: 60_000 })

  await menu('Results')
  await click(page.getByRole('button', { name: 'Start aggregation' }))
  await expect(page.getByText('Run 1 is done')).toBeVisible({ timeout: 60_000 })

  await menu('Releases')
  await click(page.getByRole('button', { name: 'Publish release' }).first())
  const publish = page.getByRole('dialog', { name: 'Publish release' })
  await confirmRun(page, click)
  await expect(publish.getByRole('region', { name: 'Checks' })).toContainText('are as in run', { timeout: 30_000 })
  await click(publish.getByRole('button', { name: 'Publish release' }))
  await expect(publish).toBeHidden({ timeout: 60_000 })
  const release = page.getByRole('link', { name: 'Release 1', exact: true })
  await expect(release).toBeVisible({ timeout: 60_000 })
  await click(release)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Release 1')
  console.log(`Own folder to release: ${clicks} clicks, ${((Date.now() - startedAt) / 1000).toFixed(1)} s`)

  // Every page opens without an error, and none claims that models are required.
  const base = new URL(page.url()).pathname.split('/').slice(0, 3).join('/')
  const links = page.getByRole('navigation').locator(`a[href^="${base}"]`)
  const addresses = new Set(await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? '')))
  for (const address of addresses) {
    await page.goto(address)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  }
  await rm(path.dirname(folder), { recursive: true, force: true })
})
