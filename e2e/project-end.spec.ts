import { readFile } from 'node:fs/promises'
import { expectNoSeriousViolations } from './support/axe'
import { expect, signIn, test } from './support/fixtures'

test('archives a project and restores it from the list', async ({ page, context, ratingProject }) => {
  const { slug } = ratingProject
  await signIn(context, await ratingProject.addAdmin())
  await page.goto(`/projects/${slug}/settings`)
  await page.getByRole('button', { name: 'Archive project' }).click()
  await expect(page.getByRole('heading', { name: 'This project is archived' })).toBeVisible()
  await expectNoSeriousViolations(page, 'settings of an archived project')
  await page.goto(`/projects/${slug}`)
  await expect(page.getByRole('main').getByText(/^This project is archived: it is in nobody’s list/)).toBeVisible()

  await page.goto('/projects')
  await expect(page.getByRole('heading', { name: slug })).toHaveCount(0)
  await expectNoSeriousViolations(page, 'archived projects')
  await page
    .getByRole('list', { name: 'Archived projects' })
    .getByRole('button', { name: `Restore ${slug}` })
    .click()
  await expect(page.getByRole('heading', { name: slug })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Archived projects' })).toHaveCount(0)
  await page.goto(`/projects/${slug}`)
  await expect(page.getByText(/This project is archived/)).toHaveCount(0)
})

test('asks before a link discards unsaved settings', async ({ page, context, ratingProject }) => {
  await signIn(context, await ratingProject.addAdmin())
  // Changes before hydration are not noticed.
  await page.goto(`/projects/${ratingProject.slug}/settings`, { waitUntil: 'networkidle' })
  const description = page.getByRole('textbox', { name: 'Description' })
  await description.fill('Not saved')
  const link = page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Audit trail' })
  const answer = async (act: 'dismiss' | 'accept') => {
    const asked = page.waitForEvent('dialog').then((dialog) => dialog[act]())
    await Promise.all([asked, link.click()])
  }
  await answer('dismiss')
  await expect(description).toHaveValue('Not saved')
  await answer('accept')
  await expect(page.getByRole('heading', { level: 1, name: 'Audit trail' })).toBeVisible()
})

test('exports a project to one file and downloads it', async ({ page, context, db, ratingProject }) => {
  const { id, slug } = ratingProject
  await signIn(context, await ratingProject.addAdmin())
  await page.goto(`/projects/${slug}/settings`)
  const section = page.getByRole('region', { name: 'Project as a file' })
  await section.getByRole('button', { name: 'Make file' }).click()
  const link = section.getByRole('link', { name: 'Download' })
  await expect(link).toBeVisible({ timeout: 60_000 })
  await expect(section).toContainText(/made just now\. It is deleted in 3 days\./)
  await expectNoSeriousViolations(page, 'settings with the file of a project')
  const downloading = page.waitForEvent('download')
  await link.click()
  const download = await downloading
  expect(download.suggestedFilename()).toMatch(new RegExp(`^${slug}-\\d{4}-\\d\\d-\\d\\d\\.zip$`))
  const bytes = await readFile(await download.path())
  expect(bytes.subarray(0, 2).toString()).toBe('PK')
  const part = await page.request.get(`/api/projects/${slug}/archive`, { headers: { range: 'bytes=10-19' } })
  expect([part.status(), await part.body()]).toEqual([206, bytes.subarray(10, 20)])
  const { rows } = await db.query("SELECT FROM audit_event WHERE project_id = $1 AND action = 'project.make-archive'", [
    id,
  ])
  expect(rows).toHaveLength(1)
})

test('deletes a project after its name is typed', async ({ page, context, db, ratingProject, quietConsole }) => {
  quietConsole.allow(/status of 400|status of 404/)
  const { id, slug } = ratingProject
  await signIn(context, await ratingProject.addAdmin())
  await page.goto(`/projects/${slug}/settings`)
  await page.getByRole('button', { name: 'Delete project…' }).click()
  const dialog = page.getByRole('dialog', { name: `Delete “${slug}”?` })
  await expect(dialog).toContainText('This deletes 3 images, 0 votes, 0 golden answers, 0 runs and 0 releases.')
  await expectNoSeriousViolations(page, 'deletion of a project')
  const name = dialog.getByLabel('Type the name of the project')
  await name.fill('another')
  await dialog.getByRole('button', { name: 'Delete project' }).click()
  await expect(dialog).toContainText('This is not the name of the project.')
  await name.fill(slug)
  await dialog.getByRole('button', { name: 'Delete project' }).click()
  await expect(page).toHaveURL('/projects')
  await expect(page.getByRole('heading', { name: 'Projects', level: 1 })).toBeVisible()
  await expect(page.getByRole('heading', { name: slug })).toHaveCount(0)
  expect((await page.goto(`/projects/${slug}`))?.status()).toBe(404)
  const count = async () => (await db.query('SELECT FROM project WHERE id = $1', [id])).rowCount
  await expect.poll(count, { timeout: 60_000 }).toBe(0)
})
