import type { Page } from 'playwright/test'
import { expectNoSeriousViolations } from './support/axe'
import { expect, signIn, test } from './support/fixtures'
import { holdRequests } from './support/hold-requests'

const section = (page: Page) => page.getByRole('region', { name: 'Votes and labels from elsewhere', exact: true })

async function choose(page: Page, name: string, content: string) {
  const file = { name, mimeType: 'text/plain', buffer: Buffer.from(content) }
  await section(page).getByLabel('Files of votes', { exact: true }).setInputFiles(file)
}

const chosen = (completed_by: string, ...choices: string[]) => ({
  completed_by: { email: completed_by },
  result: [{ type: 'choices', value: { choices } }],
})

const labelStudio = JSON.stringify([
  {
    data: { image: '/data/upload/3/0a1b2c3d-image-0.jpg' },
    annotations: [chosen('ann@example.org', 'Class 0', 'Tabby'), chosen('bob@example.org', 'class 2', 'junk')],
  },
  { data: { image: 's3://bucket/image-1.jpg' }, annotations: [chosen('ann@example.org', 'Tabby')] },
  { data: { image: 's3://bucket/elsewhere.jpg' }, annotations: [chosen('ann@example.org', 'class 1')] },
])

test('maps and imports a Label Studio file with unknown labels, and refuses it a second time', async ({
  page,
  context,
  ratingProject,
  db,
}) => {
  await signIn(context, await ratingProject.addAdmin())
  const { slug, id } = ratingProject
  await page.goto(`/projects/${slug}/data`)
  const upload = await holdRequests(page, '**/uploads', { times: 1 })
  await choose(page, 'project-3.json', labelStudio)
  const asked: string[] = []
  const leave = async (agrees: boolean) => {
    page.once('dialog', async (dialog) => {
      asked.push(dialog.message())
      await (agrees ? dialog.accept() : dialog.dismiss())
    })
    await page.getByRole('link', { name: 'Overview' }).first().click()
  }
  await leave(false)
  await expect.poll(() => asked).toEqual(['Leave this page and stop the upload?'])
  await leave(true)
  await expect(page).toHaveURL(`/projects/${slug}`)
  const discarded = page.waitForRequest(
    (request) => request.method() === 'DELETE' && request.url().includes('/uploads/'),
  )
  upload()
  await discarded
  await page.goto(`/projects/${slug}/data`)
  await choose(page, 'project-3.json', labelStudio)
  const plan = page.getByRole('region', { name: 'Votes to import' })
  await expect(plan.getByRole('heading', { level: 3 })).toHaveText('project-3.json: Label Studio', { timeout: 30_000 })
  await expect(plan).toContainText('6 entries by 2 raters about 3 images and 5 class names')
  await expect(plan).toContainText('until a run has used them')
  const button = plan.getByRole('button', { name: 'Import votes' })
  await expect(button).toBeDisabled()
  await expect(plan).toContainText('3 still to decide')
  await expectNoSeriousViolations(page, 'a file of votes with unknown names')

  const combobox = plan.getByRole('combobox', { name: 'Class for Tabby' })
  await combobox.fill('class 1')
  await page.getByRole('option', { name: 'class 1' }).click()
  await plan.getByRole('button', { name: 'Leave out junk' }).click()
  await plan.getByLabel('File name for s3://bucket/elsewhere.jpg').fill('image-2.jpg')
  await plan.getByRole('radio', { name: 'That they do not apply' }).check()
  await plan.getByLabel('Name of the batch').fill('From Label Studio')
  await button.click()
  await expect(page.getByText(/12 votes of 2 raters imported as \d tasks. 1 entry left out./)).toBeVisible({
    timeout: 30_000,
  })
  const votes = await db.query(
    `SELECT i.file_name AS image, r.external_id AS rater, string_agg(c.name, ', ' ORDER BY c.name) AS yes
     FROM vote v JOIN candidate d ON d.project_id = v.project_id AND d.id = v.candidate_id
     JOIN class c ON c.project_id = d.project_id AND c.id = d.class_id
     JOIN image i ON i.project_id = d.project_id AND i.id = d.image_id
     JOIN rater r ON r.project_id = v.project_id AND r.id = v.rater_id
     WHERE v.project_id = $1 AND v.answer = 2 GROUP BY 1, 2 ORDER BY 1, 2`,
    [id],
  )
  expect(votes.rows).toEqual([
    { image: 'image-0.jpg', rater: 'ann@example.org', yes: 'class 0, class 1' },
    { image: 'image-0.jpg', rater: 'bob@example.org', yes: 'class 2' },
    { image: 'image-1.jpg', rater: 'ann@example.org', yes: 'class 1' },
    { image: 'image-2.jpg', rater: 'ann@example.org', yes: 'class 1' },
  ])

  await page.goto(`/projects/${slug}/raters`)
  await expect(page.getByRole('row', { name: /imported/i })).toHaveCount(2)
  await page.goto(`/projects/${slug}/quality`)
  await expect(page.getByRole('table').getByText('Imported', { exact: true })).toHaveCount(2)

  await page.goto(`/projects/${slug}/data`)
  await choose(page, 'the-same.json', labelStudio)
  await expect(plan.getByText(/This file was imported on .* already\./)).toBeVisible({ timeout: 30_000 })
  await plan.getByRole('button', { name: 'Cancel' }).click()
  await expect(plan).toHaveCount(0)

  await page.goto(`/projects/${slug}/batches`)
  await page.getByRole('link', { name: 'From Label Studio' }).click()
  await page.getByRole('button', { name: 'Actions' }).click()
  await page.getByRole('menuitem', { name: 'Delete imported votes' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete imported votes: From Label Studio' })
  await expect(dialog).toContainText('Permanently deletes this batch with its 12 votes')
  await dialog.getByRole('button', { name: 'Delete imported votes' }).click()
  await expect(page).toHaveURL(/\/batches$/, { timeout: 30_000 })
  await expect(page.getByRole('link', { name: 'From Label Studio' })).toHaveCount(0)
  await page.goto(`/projects/${slug}/raters`)
  await expect(page.getByRole('row', { name: /imported/i })).toHaveCount(0)
})

test('lets the user choose CSV columns, and refuses an invalid file with its line', async ({
  page,
  context,
  ratingProject,
}) => {
  await signIn(context, await ratingProject.addAdmin())
  await page.goto(`/projects/${ratingProject.slug}/data`)
  await choose(page, 'broken.csv', 'image,rater,class,answer\nimage-0.jpg,ann,class 0\n')
  await expect(section(page).getByRole('alert')).toContainText('broken.csv, line 2', { timeout: 30_000 })
  const elsewhere = await context.newPage()
  await elsewhere.goto(`/projects/${ratingProject.slug}/agreement`)
  await expect(elsewhere.getByRole('heading', { level: 1 })).toHaveText('Agreement')
  await expect(elsewhere.getByText('Reading the file failed')).toHaveCount(0)
  await elsewhere.close()

  await choose(page, 'votes.csv', 'image,class,verdict,who,second\nimage-0.jpg,class 0,1,ann,ja\n')
  const plan = page.getByRole('region', { name: 'Votes to import' })
  await expect(plan.getByLabel('Meaning of 1')).toHaveValue('', { timeout: 30_000 })
  await plan.getByText('Columns of the file').click()
  await plan.getByLabel('Answer', { exact: true }).selectOption('second')
  await expect(plan.getByLabel('Meaning of ja')).toHaveValue('yes', { timeout: 30_000 })
  await plan.getByText('Columns of the file').click()
  await plan.getByLabel('Rater', { exact: true }).selectOption('who')
  await expect(plan.getByLabel('Who answered')).toHaveCount(0, { timeout: 30_000 })
  await plan.getByRole('button', { name: 'Import votes' }).click()
  await expect(page.getByText('1 vote of 1 rater imported as 1 task.')).toBeVisible({ timeout: 30_000 })
})

test('shows labels of another study beside the models', async ({ page, context, ratingProject }) => {
  await signIn(context, await ratingProject.addAdmin())
  const { slug } = ratingProject
  await page.goto(`/projects/${slug}/data`)
  await choose(page, 'study.txt', 'image-0.jpg,class 0\nimage-1.jpg,class 2\n')
  const plan = page.getByRole('region', { name: 'Votes to import' })
  await plan.getByLabel('Import as').selectOption('study')
  await expect(plan.getByRole('button', { name: 'Import labels' })).toBeDisabled()
  await plan.getByLabel('Name of the labels').fill('Earlier study')
  await plan.getByRole('button', { name: 'Import labels' }).click()
  await expect(page.getByText('2 labels of “Earlier study” imported.')).toBeVisible({ timeout: 30_000 })
  await page.goto(`/projects/${slug}/models`)
  await expect(page.getByRole('row', { name: /Earlier study/ })).toBeVisible()
  await expectNoSeriousViolations(page, 'labels of another study')
})
