import type pg from 'pg'
import type { BrowserContext } from 'playwright/test'
import { expectNoSeriousViolations } from './support/axe'
import { expect, test } from './support/fixtures'
import { imageCount, makeImageProject } from './support/image-rows'
import { openAsAdmin } from './support/own-project'
import { makeProject } from './support/rating-rows'
import { addVotes } from './support/release-rows'

let slug: string
let projectId: number
let remove: () => Promise<void>

async function openProject(db: pg.Client, context: BrowserContext, project: { id: number; slug: string }) {
  ;({ slug, id: projectId, remove } = await openAsAdmin(db, context, project))
}
test.afterEach(async ({ page }) => {
  await page.goto('about:blank')
  await remove()
})

test('includes a manual label in the next run, marks it in exports, and can undo it', async ({ page, db, context }) => {
  await openProject(db, context, await makeProject(db, { tasks: 12, candidates: 3, quota: 2 }))
  await addVotes(db, projectId)
  const { rows } = await db.query(
    'SELECT i.id, i.file_name FROM image i WHERE i.project_id = $1 ORDER BY i.position LIMIT 1',
    [projectId],
  )
  const [{ id: imageId, file_name: fileName }] = rows
  await page.goto(`/projects/${slug}/images?image=${imageId}`)
  const panel = page.getByRole('complementary', { name: `Image ${fileName}` })
  const dialog = page.getByRole('dialog')
  await panel.getByRole('button', { name: 'Set a label by hand' }).click()
  const search = dialog.getByRole('combobox', { name: 'Class' })
  const className = 'class 2'
  // Escape closes the list, but not the dialog around it.
  await search.fill('2')
  await expect(dialog.getByRole('option', { name: className })).toBeVisible()
  await search.press('Escape')
  await expect(dialog.getByRole('listbox')).toBeHidden()
  await expect(search).toHaveValue('2')
  // Enter picks no class of an earlier text: the index typed last is the one that counts.
  await search.fill('1')
  await search.fill('2')
  await search.press('Enter')
  await dialog.getByRole('button', { name: `Choose a class other than ${className}` }).click()
  await search.fill('2')
  await dialog.getByRole('option', { name: className }).click()
  await expectNoSeriousViolations(page, 'the dialog of a label set by hand')
  const confirm = dialog.getByRole('button', { name: 'Set label' })
  await confirm.click()
  await expect(dialog).toBeVisible()
  await dialog.getByLabel('Reason').fill('Seen behind the fence')
  await confirm.click()
  await expect(dialog).toBeHidden()
  const candidate = panel.getByRole('listitem').filter({ hasText: 'Seen behind the fence' }).first()
  await expect(candidate).toContainText(className)
  await expect(candidate).toContainText('set by hand: applies')

  await page.goto(`/projects/${slug}/aggregation`)
  await page.getByRole('button', { name: 'Start aggregation' }).click()
  await expect(page.getByText(/^Run \d+ is done$/)).toBeVisible({ timeout: 60_000 })
  await page.goto(`/projects/${slug}/images?image=${imageId}`)
  await expect(candidate).toContainText('Kept')
  const confirmation = { data: { reason: 'Enough for a test.' } }
  expect((await page.request.post(`/api/projects/${slug}/runs/1/confirmation`, confirmation)).ok()).toBe(true)
  const file = (format: string) => page.request.get(`/api/projects/${slug}/exports/${format}`).then((one) => one.text())
  expect(await file('decisions-csv')).toMatch(new RegExp(`^${fileName},.*,by-hand,yes,.*,Seen behind the fence,`, 'm'))
  expect((await file('labels-csv')).split('\n')[1]).toMatch(/,\[\d+\],\[\],,0$/)

  await candidate.getByRole('button', { name: /^Take back/ }).click()
  await dialog.getByRole('button', { name: 'Take back' }).click()
  await expect(panel.getByText('Seen behind the fence')).toBeHidden()

  // The run that used the label can be deleted; its votes stay.
  await page.goto(`/projects/${slug}/aggregation`)
  await page
    .getByRole('link', { name: /^Run 1\b|^1$/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Run 1,/)
  await page.getByRole('button', { name: 'Remove run' }).click()
  await expect(dialog).toContainText('Votes and answers stay')
  await dialog.getByRole('button', { name: 'Remove run' }).click()
  await expect(page).toHaveURL(/\/aggregation$/)
  const counts = await db.query(
    'SELECT (SELECT count(*)::int FROM aggregation_run WHERE project_id = $1) AS runs, (SELECT count(*)::int FROM vote WHERE project_id = $1) AS votes',
    [projectId],
  )
  expect(counts.rows[0]).toMatchObject({ runs: 0, votes: 72 })
})

test('selects images by click, range, key and filter, excludes them with a reason and includes them again', async ({
  page,
  db,
  context,
}) => {
  await openProject(db, context, await makeImageProject(db))
  const excluded = async () => {
    const { rows } = await db.query('SELECT count(*)::int AS n FROM image_exclusion WHERE project_id = $1', [projectId])
    return rows[0].n
  }
  await page.goto(`/projects/${slug}/images`)
  const boxes = page.getByRole('checkbox', { name: /^Select / })
  const bar = page.getByRole('region', { name: 'Selected images' })
  const dialog = page.getByRole('dialog')
  await boxes.nth(1).check()
  await expect(bar).toContainText('1 image selected')
  await boxes.nth(4).click({ modifiers: ['Shift'] })
  await expect(bar).toContainText('4 images selected')
  await page.locator('[data-image]').nth(6).focus()
  await page.keyboard.press('x')
  await expect(bar).toContainText('5 images selected')
  await expectNoSeriousViolations(page, 'selected images')

  await bar.getByRole('button', { name: 'Exclude' }).click()
  await expect(dialog).toContainText('Exclude 5 images')
  await dialog.getByLabel('Reason').fill('Photographed twice')
  await page.keyboard.press('Control+Enter')
  await expect(bar).toContainText('5 images excluded.')
  await expect(page.getByText('Excluded: Photographed twice')).toHaveCount(5)
  expect(await excluded()).toBe(5)
  await bar.getByRole('button', { name: 'Undo' }).click()
  await expect(bar).toContainText('Undone.')
  await expect(page.getByText('Excluded: Photographed twice')).toHaveCount(0)
  expect(await excluded()).toBe(0)
  await bar.getByRole('button', { name: 'Close' }).click()

  await boxes.first().check()
  await bar.getByRole('button', { name: 'Select this page' }).click()
  await bar.getByRole('button', { name: `Select all ${imageCount} images` }).click()
  await expect(bar).toContainText(`${imageCount} images selected`)
  await bar.getByRole('button', { name: 'Exclude' }).click()
  await dialog.getByLabel('Reason').fill('Wrong folder')
  await dialog.getByRole('button', { name: `Exclude ${imageCount} images` }).click()
  await expect(bar).toContainText(`${imageCount} images excluded.`)
  expect(await excluded()).toBe(imageCount)

  await page.goto(`/projects/${slug}/images?excluded=yes`)
  await expect(page.getByRole('main')).toContainText(`${imageCount} images match the filters`)
  await boxes.first().check()
  await expect(bar).toContainText('1 image selected')
  await bar.getByRole('button', { name: 'Include again' }).click()
  await dialog.getByRole('button', { name: 'Include 1 image' }).click()
  await expect(bar).toContainText('1 image included again.')
  await expect(page.getByRole('main')).toContainText(`${imageCount - 1} images match the filters`)
})

test('asks again about images, withdraws their batch, sends them to experts, and deletes them with their answers', async ({
  page,
  db,
  context,
}) => {
  await openProject(db, context, await makeProject(db, { tasks: 4, candidates: 2, quota: 2 }))
  await addVotes(db, projectId)
  const boxes = page.getByRole('checkbox', { name: /^Select / })
  const bar = page.getByRole('region', { name: 'Selected images' })
  const dialog = page.getByRole('dialog')
  const act = async (word: string, confirm: string) => {
    await boxes.first().check()
    await bar.getByRole('button', { name: word }).click()
    await dialog.getByRole('button', { name: confirm }).click()
  }
  await page.goto(`/projects/${slug}/images`)
  await act('Ask again', 'Ask again')
  await expect(bar).toContainText(/Batch 1 asks again about 2 candidates on 1 image/)
  await page.goto(`/projects/${slug}/batches/1`)
  const actions = page.getByRole('button', { name: 'Actions' })
  const withdraw = page.getByRole('menuitem', { name: 'Withdraw tasks' })
  await actions.click()
  await withdraw.click()
  await dialog.getByRole('button', { name: 'Withdraw tasks' }).click()
  await expect(dialog).toBeHidden()
  await actions.click()
  await expect(page.getByRole('menuitem', { name: 'Download JSON' })).toBeVisible()
  await expect(withdraw).toHaveCount(0)
  const { rows: batches } = await db.query('SELECT state FROM batch WHERE project_id = $1 AND id = 1', [projectId])
  expect(batches[0].state).toBe('closed')

  await page.goto(`/projects/${slug}/images`)
  await act('Send to experts', 'Send to experts')
  await expect(bar).toContainText('2 candidates of 1 image sent to experts.')
  await bar.getByRole('button', { name: 'Close' }).click()
  const { rows } = await db.query('SELECT id FROM image WHERE project_id = $1 ORDER BY position LIMIT 1', [projectId])
  await page.goto(`/projects/${slug}/images?image=${rows[0].id}`)
  const panel = page.getByRole('complementary', { name: /^Image / })
  await expect(panel).toContainText('Sent to experts')
  await panel.getByRole('button', { name: /^Take back from experts/ }).click()
  await dialog.getByRole('button', { name: 'Take back' }).click()
  // Content behind a dialog is inert, so its text can be checked only after the dialog has closed.
  await expect(dialog).toBeHidden()
  await expect(panel).toBeVisible()
  await expect(panel.getByText('Sent to experts')).toBeHidden()

  await page.goto(`/projects/${slug}/images`)
  await boxes.first().check()
  await expect(bar).toContainText('1 image selected')
  await expect(bar.getByRole('button', { name: 'Include again' })).toHaveCount(0)
  await expect(bar.getByRole('button', { name: 'Take back from experts' })).toHaveCount(0)
  await bar.getByRole('button', { name: 'Remove' }).click()
  await dialog.getByRole('textbox').fill('4')
  await dialog.getByRole('button', { name: 'Remove 1 image' }).click()
  await expect(bar).toContainText('1 image removed.', { timeout: 60_000 })
  await expect(page.getByRole('main')).toContainText('3 images')
})

test('zooms, pans and shows the open image in full screen', async ({ page, db, context }) => {
  await openProject(db, context, await makeImageProject(db))
  const { rows } = await db.query('SELECT id FROM image WHERE project_id = $1 ORDER BY position LIMIT 1', [projectId])
  await page.goto(`/projects/${slug}/images?image=${rows[0].id}`)
  const panel = page.getByRole('complementary')
  const scale = panel.getByRole('status', { name: 'Zoom' })
  await expect(scale).toHaveText(/^1/)
  await panel.getByRole('button', { name: 'Zoom in' }).click()
  await expect(scale).not.toHaveText(/^1(\.0+)?\D*$/)
  await page.keyboard.press('f')
  await expect(page.locator('[data-full]')).toBeVisible()
  await expectNoSeriousViolations(page, 'a picture on the whole screen')
  await page.keyboard.press('Escape')
  await expect(page.locator('[data-full]')).toHaveCount(0)
  await expect(panel).toBeVisible()
})
