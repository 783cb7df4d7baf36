import { expectNoSeriousViolations } from './support/axe'
import { apiFor, expect, signIn, test } from './support/fixtures'
import { holdRequests } from './support/hold-requests'
import { backdateLeases } from './support/rating-project'

test('an experiment is created, started, answered by two raters, measured by condition and stopped', async ({
  page,
  context,
  db,
  ratingProject,
}) => {
  const { id, slug } = ratingProject
  await db.query('UPDATE task SET quota = 8 WHERE project_id = $1', [id])
  await signIn(context, await ratingProject.addAdmin())
  await page.goto(`/projects/${slug}/experiments`)
  await expect(page.getByText('No experiments yet')).toBeVisible()
  await expectNoSeriousViolations(page, 'no experiments')
  await page.getByRole('button', { name: 'New experiment' }).click()
  await page.getByLabel('Factor').selectOption({ label: 'Candidates per screen' })
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'New experiment' }).click()
  await expect(page.getByLabel('Factor')).toHaveValue('order')
  await page.getByLabel('Name', { exact: true }).fill('Four or eight')
  await page.getByLabel('Factor').selectOption({ label: 'Candidates per screen' })
  await page.getByRole('button', { name: 'Create draft' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Four or eight')
  await expect(page.getByRole('main').getByText('Draft', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Start' }).click()
  await expect(page.getByText('Running', { exact: true })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('row', { name: /^Four or eight/ })).toContainText('Running')
  await page.goForward()
  await expect(page.getByText('No tasks submitted yet')).toBeVisible()
  await expectNoSeriousViolations(page, 'a running experiment')

  // Assign each rater's first task to one condition, whatever was randomized.
  for (const [index, condition] of [8, 4].entries()) {
    const rater = await apiFor(await ratingProject.addRater())
    let { task } = (await rater.next(slug)).body
    for (; task; ) {
      const { assignmentId, revision } = task
      const { rows } = await db.query('SELECT conditions FROM assignment WHERE project_id = $1 AND id = $2', [
        ...[id, assignmentId],
      ])
      expect([8, 4]).toContain(rows[0].conditions[1])
      expect(task.display.perScreen).toBe(rows[0].conditions[1])
      const answers = ['no', index === 0 ? 'no' : 'maybe', 'yes']
      const times = {
        durationMs: 9_000,
        imageShownMs: 1_000,
        activeMs: 6_000 + 3_000 * index,
        shownMs: [3_000, 1_000, 1_000],
      }
      await backdateLeases(db, slug)
      const answered = await rater.submit(slug, assignmentId, { revision, answers, ...times, rest: null })
      expect(answered.status).toBe(200)
      await db.query(
        `UPDATE assignment SET conditions = jsonb_build_object('1', $3::int) WHERE project_id = $1 AND id = $2`,
        [id, assignmentId, condition],
      )
      task = answered.body.next.task
    }
  }
  // Counts update without a reload.
  const conditions = page.getByRole('region', { name: 'Conditions' })
  await expect(conditions.getByRole('row', { name: /^Up to 8 candidates/ })).toContainText('3')
  await page.getByRole('button', { name: 'Measure effect' }).click()
  await expect(
    page.getByText(
      /^With up to four candidates at once, raters took 50\.0% more time per candidate .* than with up to eight/,
    ),
  ).toBeVisible()
  const figures = page.getByRole('region', { name: 'All figures' })
  await expect(figures.getByRole('row', { name: /^Seconds per task/ })).toContainText('+50.0%')
  await expect(figures.getByRole('columnheader')).toHaveText([
    'Figure',
    'Up to 8 candidates',
    'Up to 4 candidates',
    'Difference',
  ])
  await page.getByRole('button', { name: 'Table' }).first().click()
  await expect(page.getByRole('region', { name: 'Seconds per task' })).toContainText('Up to 4 candidates')
  await expectNoSeriousViolations(page, 'an effect')

  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await page.getByRole('button', { name: 'Stop experiment' }).click()
  await expect(page.getByText('Stopped', { exact: true })).toBeVisible()
  await page.reload()
  await expect(page.getByText(/^With up to four candidates at once/)).toBeVisible()
  await page.goto(`/projects/${slug}/raters/pace`)
  await expect(page.getByText('6 timed tasks of 2 raters.')).toBeVisible()
  await expectNoSeriousViolations(page, 'pace')
})

test('flagged images are counted, resolved by keyboard, reopened and exported', async ({
  page,
  context,
  db,
  ratingProject,
}) => {
  const { id, slug } = ratingProject
  const adminEmail = await ratingProject.addAdmin()
  const rater = await apiFor(await ratingProject.addRater())
  const { task } = (await rater.next(slug)).body
  const flag = { kinds: ['broken', 'several-images'], comment: 'Two in one.' }
  const address = `/api/projects/${slug}/assignments/${task?.assignmentId}/flag`
  expect((await rater.request('PUT', address, flag)).status).toBe(200)
  expect((await rater.get(`/api/projects/${slug}/flags`)).status).toBe(403)
  expect((await rater.get(`/api/projects/${slug}/exports/flags-csv`)).status).toBe(403)

  await signIn(context, adminEmail)
  await page.goto(`/projects/${slug}/flags`)
  const entry = page.getByRole('navigation', { name: 'Project' }).getByRole('link', { name: /^Quality/ })
  const tab = page.getByRole('navigation', { name: 'Quality' }).getByRole('link', { name: /^Flags/ })
  await expect(entry).toHaveAccessibleName('Quality (1 flagged image)')
  await expect(tab).toHaveAccessibleName('Flags (1 flagged image)')
  const list = page.getByRole('list', { name: 'Flagged images' })
  await expect(list).toContainText('Two in one.')
  await expectNoSeriousViolations(page, 'flags')
  const settled = async () =>
    (await db.query('SELECT settled_at IS NOT NULL AS is_settled FROM image_flag WHERE project_id = $1', [id])).rows[0]
      .is_settled
  await expect(async () => {
    await page.keyboard.press('j')
    await page.keyboard.press('s')
    await expect(list.getByText('Resolved')).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await expect.poll(settled).toBe(true)
  await page.keyboard.press('u')
  await expect.poll(settled).toBe(false)
  await list.getByRole('button', { name: /^Resolve/ }).click()
  await expect.poll(settled).toBe(true)
  await expect(entry).toHaveAccessibleName('Quality')
  await expect(tab).toHaveAccessibleName('Flags')
  await page
    .getByRole('navigation', { name: 'Open and resolved' })
    .getByRole('link', { name: /^Resolved/ })
    .click()
  await expect(list.getByRole('button', { name: /^Reopen/ })).toBeVisible()
  await page.goto(`/projects/${slug}/flags?kind=offensive`)
  await expect(page.getByText('No images with this flag')).toBeVisible()
  const csv = await (await context.request.get(`/api/projects/${slug}/exports/flags-csv`)).text()
  expect(csv.split('\n')[1]).toMatch(/^image-\d\.jpg,1,broken several-images,Two in one\.,20.*Z,20.*Z/)

  // A second image can be resolved while the first is still being saved.
  await db.query(
    `INSERT INTO image_flag (project_id, image_id, rater_id, kinds)
     SELECT f.project_id, i.id, f.rater_id, f.kinds FROM image_flag f JOIN image i ON i.project_id = f.project_id
     WHERE f.project_id = $1 AND i.id <> f.image_id LIMIT 1`,
    [id],
  )
  await db.query('UPDATE image_flag SET settled_at = NULL, settled_by = NULL WHERE project_id = $1', [id])
  const release = await holdRequests(page, '**/flags/*', { times: 1 })
  await page.goto(`/projects/${slug}/flags`)
  const open = list.getByRole('button', { name: /^Resolve/ })
  await open.first().click()
  await open.last().click()
  await expect(list.getByText('Resolved')).toHaveCount(1)
  release()
  await expect(list.getByText('Resolved')).toHaveCount(2)
  await list.getByRole('button', { name: 'Undo' }).first().click()
  await expect(list.getByText('Resolved')).toHaveCount(1)
  await expect(open).toHaveCount(1)
})
