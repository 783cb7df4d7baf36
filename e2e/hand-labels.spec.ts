import { expectNothingSerious } from './support/axe'
import { expect, signIn, test } from './support/fixtures'
import { addMember, makeAccounts, makeProject, removeProject } from './support/rating-rows'
import { addVotes } from './support/release-rows'

let slug: string
let projectId: number
let account: { id: string; email: string }
test.beforeEach(async ({ db, context }) => {
  ;({ slug, id: projectId } = await makeProject(db, { tasks: 12, candidates: 3, quota: 2 }))
  await addVotes(db, projectId)
  account = (await makeAccounts(db, 1))[0]!
  await addMember(db, projectId, account.id, 'admin')
  await signIn(context, account.email)
})
test.afterEach(async ({ db, page }) => {
  await page.goto('about:blank')
  await removeProject(db, projectId)
  await db.query('DELETE FROM app_user WHERE id = $1', [account.id])
})

test('a label set by hand is in the next run and marked in the files, and can be taken back', async ({ page, db }) => {
  const { rows } = await db.query(
    'SELECT i.id, i.file_name FROM image i WHERE i.project_id = $1 ORDER BY i.position LIMIT 1',
    [projectId],
  )
  const [{ id: imageId, file_name: fileName }] = rows
  await page.goto(`/projects/${slug}/images?image=${imageId}`)
  const panel = page.getByRole('complementary', { name: `Image ${fileName}` })
  const dialog = page.getByRole('dialog')
  await expect(async () => {
    await panel.getByRole('button', { name: 'Set a label by hand' }).click()
    await expect(dialog).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await dialog.getByRole('combobox', { name: 'Class' }).fill('2')
  const option = dialog.getByRole('option').first()
  const className = (await option.locator('span').first().innerText()).trim()
  await option.click()
  await expectNothingSerious(page, 'the dialog of a label set by hand')
  const confirm = dialog.getByRole('button', { name: 'Set label' })
  // A reason is required.
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
  const file = (format: string) => page.request.get(`/api/projects/${slug}/exports/${format}`).then((one) => one.text())
  expect(await file('decisions-csv')).toMatch(new RegExp(`^${fileName},.*,by-hand,yes,.*,Seen behind the fence,`, 'm'))
  expect((await file('labels-csv')).split('\n')[1]).toMatch(/,\[\d+\],\[\]$/)

  await candidate.getByRole('button', { name: /^Take back/ }).click()
  await dialog.getByRole('button', { name: 'Take back' }).click()
  await expect(panel.getByText('Seen behind the fence')).toBeHidden()
})
