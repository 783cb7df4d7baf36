import { expectNoSeriousViolations } from './support/axe'
import { expect, signIn, test } from './support/fixtures'
import { holdRequests } from './support/hold-requests'
import { makeJudgedProject } from './support/judged-rows'
import { expectAnswerable } from './support/rating-page'
import { addMember, makeAccounts, removeProject } from './support/rating-rows'

test('an admin samples a model’s mistakes, an expert judges them by keyboard, and the results summarize them', async ({
  page,
  context,
  browser,
  db,
}) => {
  const project = await makeJudgedProject(db)
  const [admin, expert] = await makeAccounts(db, 2)
  await addMember(db, project.id, admin!.id, 'admin')
  await addMember(db, project.id, expert!.id, 'expert')
  await signIn(context, admin!.email)
  await page.goto(`/projects/${project.slug}/reviews?model=1`)
  await expect(page.getByText('No reviews yet.')).toBeVisible()
  await expectNoSeriousViolations(page, 'mistake reviews')
  await page.getByLabel('Images').fill('10')
  let started = 0
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/reviews')) started += 1
  })
  const open = await holdRequests(page, /\/reviews\/\d+\?.*_rsc=/)
  const opening = page.waitForRequest(/\/reviews\/\d+\?.*_rsc=/)
  await page.getByLabel('Images').press('Enter')
  await opening
  // Until the review opens, another click must not draw a second sample.
  await page.getByLabel('Images').press('Enter')
  open()
  await expect(page.getByText('0 of 2 images reviewed')).toBeVisible()
  expect(started).toBe(1)
  await page.goBack()
  await expect(page.getByText('1 review, 2 images left to review.')).toBeVisible()
  await page.goForward()

  const other = await browser.newContext()
  await signIn(other, expert!.email)
  const second = await other.newPage()
  await second.goto(`/projects/${project.slug}/reviews`)
  await expect(second.getByRole('button', { name: 'Start review' })).toHaveCount(0)
  await second.getByRole('link', { name: /^delta/ }).click()
  await expect(second.getByText('The rest is with other experts')).toBeVisible()
  await second.getByRole('button', { name: 'Check again' }).click()
  await expect(second.getByText(/^Nothing has changed. Checked at \d\d:\d\d\.$/)).toBeVisible()
  await db.query('UPDATE shown_work SET until = now() WHERE project_id = $1', [project.id])
  await second.getByRole('button', { name: 'Check again' }).click()
  await expect(second.getByRole('article')).toBeVisible()
  await expectNoSeriousViolations(second, 'current mistake')
  const first = await second.getByRole('article').getAttribute('aria-label')
  await expectAnswerable(second)
  await expect(second.getByRole('button', { name: 'Back to the previous image' })).toBeDisabled()
  await second.keyboard.press('Enter')
  const submit = second.getByRole('button', { name: 'Choose a verdict, a cause and a severity' })
  await expect(submit).toBeVisible()
  for (const viewport of [
    { width: 1024, height: 768 },
    { width: 390, height: 844 },
  ]) {
    await second.setViewportSize(viewport)
    await expect(submit).toBeInViewport({ ratio: 1 })
  }
  await second.setViewportSize({ width: 1440, height: 900 })
  for (const key of ['2', '5']) await second.keyboard.press(key)
  await expect(second.getByRole('button', { name: 'Choose a severity' })).toBeVisible()
  await second.keyboard.press('1')
  await expect(second.getByRole('radio', { name: 'Label missing' })).toBeChecked()
  await expect(second.getByRole('radio', { name: 'Several objects' })).toBeChecked()
  await expect(second.getByRole('radio', { name: 'Minor' })).toBeChecked()
  await second.keyboard.press('e')
  await second.keyboard.type('both stand there')
  await second.keyboard.press('Enter')
  await expect(second.getByText('1 of 2 images reviewed')).toBeVisible()

  await second.keyboard.press('Backspace')
  await expect(second.getByRole('article', { name: String(first) })).toBeVisible()
  await expect(second.getByRole('radio', { name: 'Label missing' })).toBeChecked()
  await expectAnswerable(second)
  await second.keyboard.press('Enter')
  await expect(second.getByRole('article', { name: String(first) })).toHaveCount(0)
  await expectAnswerable(second)
  for (const key of ['1', '1', '3', 'Enter']) await second.keyboard.press(key)
  await expect(second.getByRole('heading', { name: 'All images reviewed' })).toBeVisible()

  const { rows } = await db.query(
    `SELECT g.answer FROM golden_answer g WHERE g.project_id = $1 AND g.source = 'adjudication' ORDER BY g.answer`,
    [project.id],
  )
  expect(rows).toEqual([{ answer: 0 }, { answer: 2 }])
  await second.getByRole('link', { name: 'See results' }).click()
  // Correct on one of three images; the expert accepts one of the two mistakes.
  await expect(second.getByRole('region', { name: 'Corrected accuracy' })).toContainText('67%')
  await expect(second.getByRole('row').filter({ hasText: 'both stand there' })).toHaveCount(1)
  await expectNoSeriousViolations(second, 'results of a mistake review')
  await second.goto('about:blank')
  await other.close()

  await page.goto(`/projects/${project.slug}/reviews`)
  await expect(page.getByText('1 review, 0 images left to review.')).toBeVisible()
  const csv = await (await context.request.get(`/api/projects/${project.slug}/exports/review-csv?review=1`)).text()
  expect(csv.trim().split('\n')).toHaveLength(3)
  await page.goto('about:blank')
  await removeProject(db, project.id)
  await db.query('DELETE FROM app_user WHERE id = ANY ($1)', [[admin!.id, expert!.id]])
})
