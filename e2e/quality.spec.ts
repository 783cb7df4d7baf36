import type pg from 'pg'
import type { Page } from 'playwright/test'
import { expectNoSeriousViolations } from './support/axe'
import { expect, signIn, test } from './support/fixtures'
import { expectAnswerable } from './support/rating-page'
import { makeRatingProject } from './support/rating-project'
import { addMember, makeAccounts, removeProject } from './support/rating-rows'

const goldenImages = 7

/** Golden answers of two experts on the first images: class 0 applies and nothing else. No rating task uses these images. */
async function makeGolden(db: pg.Client, projectId: number) {
  const each = `generate_series(0, ${goldenImages - 1}) image`
  await db.query('DELETE FROM task WHERE project_id = $1 AND image_id < $2', [projectId, goldenImages])
  await db.query('INSERT INTO golden_draw (project_id, id, seed, size, is_stratified) VALUES ($1, 1, 1, $2, false)', [
    projectId,
    goldenImages,
  ])
  await db.query(
    `INSERT INTO golden_image (project_id, image_id, draw_id, position) SELECT $1, image, 1, image FROM ${each}`,
    [projectId],
  )
  await db.query(
    `INSERT INTO rater (project_id, id, kind, is_expert) VALUES ($1, 801, 'human', true), ($1, 802, 'human', true)`,
    [projectId],
  )
  await db.query(
    `INSERT INTO golden_answer (project_id, candidate_id, rater_id, source, answer, answered_at)
     SELECT $1, c.id, expert, 'expert', CASE WHEN c.class_id = 0 THEN 2 ELSE 0 END, now()
     FROM candidate c, (VALUES (801), (802)) e (expert) WHERE c.project_id = $1 AND c.image_id < $2`,
    [projectId, goldenImages],
  )
}

const picture = (page: Page) => page.getByRole('img', { name: 'Image to rate' })
const shown = async (page: Page) =>
  (await picture(page).count()) === 0
    ? null
    : picture(page)
        .getAttribute('src', { timeout: 1_000 })
        .catch(() => null)

/** Answers yes for one class and no for the rest, and submits. */
async function answer(page: Page, yes: string) {
  await expectAnswerable(page)
  const before = await shown(page)
  await page.getByRole('radio', { name: `${yes}: yes` }).click()
  await page.keyboard.press('x')
  await page.keyboard.press('Enter')
  return before
}

test('a rater is trained, tested twice, paused by a rule and resumed, and cannot tell gold questions apart', async ({
  page,
  context,
  browser,
  db,
  quietConsole,
}) => {
  // One rule is deliberately saved with a wrong value.
  quietConsole.allow(/status of 400/)
  const dataDir = String(process.env.E2E_DATA_DIR)
  const project = await makeRatingProject(db, dataDir, { tasks: 30, candidates: 3, width: 160, height: 120 })
  await makeGolden(db, project.id)
  const [admin, rater] = await makeAccounts(db, 2)
  await addMember(db, project.id, admin!.id, 'admin')
  await addMember(db, project.id, rater!.id, 'rater')
  const base = `/projects/${project.slug}/quality`

  await signIn(context, admin!.email)
  await page.goto(base)
  await expect(page.getByText('Raters are not checked yet.')).toBeVisible()
  await expect(page.getByText('No rules, so nothing raises an alert.')).toBeVisible()
  await expectNoSeriousViolations(page, 'quality')
  const tabs = page.getByRole('navigation', { name: 'Quality' })
  await tabs.getByRole('link', { name: 'Golden images' }).click()
  await page.getByLabel('For training').fill('1')
  await page.getByLabel('For the test').fill('2')
  await page.getByRole('button', { name: 'Assign at random' }).click()
  await expect(page.getByText('2 images in 2 tasks')).toBeVisible()
  await expectNoSeriousViolations(page, 'golden pictures')
  await tabs.getByRole('link', { name: 'Training texts' }).click()
  await page.getByLabel('Why “class 0” applies').fill('Look at the colour of the sky.')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved')).toBeVisible()
  await expectNoSeriousViolations(page, 'training texts')
  await tabs.getByRole('link', { name: 'Golden images' }).click()
  await expect(page.getByLabel('For training')).toBeVisible()
  await page.goBack()
  await expect(page.getByLabel('Why “class 0” applies')).toHaveValue('Look at the colour of the sky.')

  await tabs.getByRole('link', { name: 'Rules' }).click()
  await page.getByLabel('Require a qualification test').check()
  await page.getByLabel('Training tasks').fill('1')
  await page.getByLabel('Test tasks').fill('1')
  await page.getByLabel('Share of tasks (%)').fill('50')
  await page.getByRole('button', { name: 'Golden accuracy' }).click()
  await page.getByLabel('Number of golden answers, rule 1').fill('2')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Nothing was saved')).toBeVisible()
  await page.getByLabel('Number of golden answers, rule 1').fill('3')
  await expect(page.getByText(/passed by 61% of raters who are right on 85%/)).toBeVisible()
  await expect(page.getByText(/by 0% of those who answer no to everything/)).toBeVisible()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved')).toBeVisible()
  await expectNoSeriousViolations(page, 'rules and qualification')

  const other = await browser.newContext()
  await signIn(other, rater!.email)
  const ratingPage = await other.newPage()
  const seen: string[] = []
  ratingPage.on('response', async (response) => {
    if (response.url().includes('/assignments/')) seen.push(await response.text().catch(() => ''))
  })
  await ratingPage.goto(`/rate/${project.slug}`)
  await expect(ratingPage.getByText('Training', { exact: false }).first()).toBeVisible()
  await answer(ratingPage, 'class 1')
  const result = ratingPage.getByRole('heading', { name: 'Correct answers for this image' })
  await expect(result).toBeFocused()
  await expect(result).toHaveAccessibleDescription(/In the image: \d of \d right/)
  await expect(ratingPage.getByText('Look at the colour of the sky.')).toBeVisible()
  await expectNoSeriousViolations(ratingPage, 'training')
  await ratingPage.getByRole('button', { name: 'Next image' }).click()

  await expect(ratingPage.getByRole('heading', { name: 'Next: a short test' })).toBeVisible()
  await expectNoSeriousViolations(ratingPage, 'test')
  await ratingPage.getByRole('button', { name: 'Start test' }).click()
  await answer(ratingPage, 'class 1')
  const failed = ratingPage.getByRole('heading', { name: 'Test not passed' })
  await expect(failed).toBeFocused()
  await expect(failed).toHaveAccessibleDescription(/Your last test: 0% right on labels in the image/)
  await expect(
    ratingPage.getByText('Your last test: 0% right on labels in the image, 50% on labels not in it.'),
  ).toBeVisible()
  await page.goto(base)
  await expect(page.getByText('Failed: 0% right on labels that apply, 50% on others')).toBeVisible()
  await ratingPage.getByRole('button', { name: 'Start test' }).click()
  await answer(ratingPage, 'class 0')
  await expect.poll(() => hasPassedStep(db, project.id)).toBe(true)
  await expect(ratingPage.getByRole('status').filter({ hasText: 'You passed the test.' })).toBeVisible()
  await page.reload()
  await expect(page.getByText('Passed: 100% right on labels that apply, 100% on others')).toBeVisible()

  const paused = ratingPage.getByRole('heading', { name: 'Your rating is paused' })
  const saved = ratingPage.getByRole('status').filter({ hasText: 'Saved' })
  await expect(picture(ratingPage)).toBeVisible()
  for (let task = 0; task < 30 && !(await paused.isVisible()); task++) {
    const before = await answer(ratingPage, 'class 2')
    // The response to a submission says whether the rater is paused, which would remove the next image.
    const isNext = async () => (await shown(ratingPage)) !== before && (await saved.isVisible())
    await expect.poll(async () => (await paused.isVisible()) || (await isNext())).toBe(true)
  }
  await expect(paused).toBeVisible()
  await expectNoSeriousViolations(ratingPage, 'paused')
  const { rows } = await db.query<{ hidden: number; votes: number }>(
    `SELECT (SELECT count(*)::int FROM golden_answer WHERE project_id = $1 AND source = 'hidden') AS hidden,
       (SELECT count(*)::int FROM vote v JOIN candidate c ON c.project_id = v.project_id AND c.id = v.candidate_id
         WHERE v.project_id = $1 AND c.image_id < $2) AS votes`,
    [project.id, goldenImages],
  )
  expect(rows[0]!.hidden).toBeGreaterThanOrEqual(9)
  expect(rows[0]!.votes).toBe(0)
  expect(seen.length).toBeGreaterThan(4)
  expect(seen.join()).not.toMatch(/golden|hidden|"test_|image-\d/)
  await ratingPage.goto(`/rate/${project.slug}/progress`)
  await expect(ratingPage.getByRole('heading', { name: 'Your progress' })).toBeVisible()
  await expectNoSeriousViolations(ratingPage, 'own progress')

  await page.reload()
  await expect(page.getByText('Paused by this rule')).toBeVisible()
  await expect(page.getByText(/^Over the last 3 golden answers of each kind, 0% \(95% interval/)).toBeVisible()
  await expectNoSeriousViolations(page, 'quality with an alert')
  await page.getByRole('button', { name: /^Resume rater/ }).click()
  await expect(page.getByText('No open alerts.')).toBeVisible()
  await ratingPage.goto(`/rate/${project.slug}`)
  await expect(picture(ratingPage)).toBeVisible()

  // An admin may waive the test while a rater who failed it has the page open.
  const setPassed = (column: string, emptied: string) =>
    db.query(`UPDATE rater SET ${column} = now(), ${emptied} = NULL WHERE project_id = $1 AND NOT is_expert`, [
      project.id,
    ])
  await setPassed('disqualified_at', 'qualified_at')
  await ratingPage.reload()
  await expect(ratingPage.getByRole('heading', { name: 'You did not pass the test' })).toBeVisible()
  await expectNoSeriousViolations(ratingPage, 'test failed')
  await setPassed('qualified_at', 'disqualified_at')
  await ratingPage.getByRole('button', { name: 'Check again' }).click()
  await expect(picture(ratingPage)).toBeVisible()

  await other.close()
  await removeProject(db, project.id)
  await db.query('DELETE FROM app_user WHERE id = ANY ($1)', [[admin!.id, rater!.id]])
})

/** Whether the rater, who is not an expert, is qualified. */
async function hasPassedStep(db: pg.Client, projectId: number): Promise<boolean> {
  const { rows } = await db.query('SELECT FROM rater WHERE project_id = $1 AND qualified_at IS NOT NULL', [projectId])
  return rows.length > 0
}
