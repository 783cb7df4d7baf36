import { expectNoSeriousViolations } from './support/axe'
import { admin, expect, signIn, test } from './support/fixtures'
import { makeJudgedProject } from './support/judged-rows'
import { pressUntilVisible } from './support/press-until-visible'
import { expectAnswerable } from './support/rating-page'
import { addMember, makeAccounts, removeProject } from './support/rating-rows'

test('an expert adjudicates blind by keyboard, undoes a decision and reads the history', async ({
  page,
  context,
  db,
}) => {
  const project = await makeJudgedProject(db)
  const [admin] = await makeAccounts(db, 1)
  await addMember(db, project.id, admin!.id, 'admin')
  await signIn(context, admin!.email)
  const bodies: string[] = []
  page.on('response', async (response) => {
    if (response.url().includes('/adjudications/next')) bodies.push(await response.text().catch(() => ''))
  })

  await page.goto(`/projects/${project.slug}/adjudication`)
  await expect(page.getByText('2 candidates could still change; 0 decided.')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Is “class 0” in the image?' })).toBeVisible()
  await expectNoSeriousViolations(page, 'adjudication workspace')
  await expect(page.getByRole('link', { name: 'Rater 1' })).toHaveCount(0)
  expect(await page.content()).not.toMatch(/Proposed by|Score 0/)

  // Enter reveals nothing before the expert has answered.
  await expectAnswerable(page)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Answer first' })).toBeVisible()
  await page.keyboard.press('y')
  await expect(page.getByRole('radio', { name: 'class 0: yes' })).toBeChecked()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: 'Rater 1' })).toBeVisible()
  await expect(page.getByText('Score 0.50: kept at a threshold of 0.5.')).toBeVisible()
  // All that the decision needs is on the screen of a small laptop, and the button on that of a phone.
  const save = page.getByRole('button', { name: 'Choose a reason' })
  const needed = [
    page.getByRole('figure'),
    page.getByRole('radio', { name: 'class 0: yes' }),
    page.getByRole('link', { name: 'Rater 2' }),
    page.getByRole('radio', { name: 'Other reason' }),
    page.getByLabel('Note'),
    save,
  ]
  for (const viewport of [
    { width: 1024, height: 768 },
    { width: 1366, height: 768 },
    { width: 1366, height: 650 },
  ]) {
    await page.setViewportSize(viewport)
    for (const part of needed) await expect(part).toBeInViewport({ ratio: 1 })
    const hidden = await save.evaluate((button) => button.scrollWidth - button.clientWidth)
    expect(hidden, `hidden pixels of the button at ${viewport.width}`).toBeLessThanOrEqual(0)
  }
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(save).toBeInViewport({ ratio: 1 })
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.keyboard.press('n')
  await expect(page.getByText('First answer: Yes')).toBeVisible()
  await page.keyboard.press('2')
  await expect(page.getByRole('radio', { name: 'Raters missed it' })).toBeChecked()
  await page.keyboard.press('e')
  await page.keyboard.type('only its shadow')
  await expectNoSeriousViolations(page, 'adjudication workspace with the others’ answers')
  await page.keyboard.press('Enter')

  await expect(page.getByRole('heading', { name: 'Is “class 1” in the image?' })).toBeVisible()
  await expect(page.getByText('1 candidate could still change; 1 decided.')).toBeVisible()
  const decided = () =>
    db.query(
      `SELECT a.first_answer, a.answer, a.reason, a.note, a.is_undone,
         (SELECT count(*)::int FROM golden_answer g WHERE g.project_id = a.project_id AND g.source = 'adjudication') AS golden
       FROM adjudication a WHERE a.project_id = $1 ORDER BY a.id`,
      [project.id],
    )
  expect((await decided()).rows).toEqual([
    { first_answer: 2, answer: 0, reason: 'overlooked', note: 'only its shadow', is_undone: false, golden: 1 },
  ])

  await page.keyboard.press('s')
  await expect(page.getByText('Skipped for now.')).toBeAttached()
  await page.keyboard.press('Backspace')
  await expect(page.getByRole('heading', { name: 'Is “class 0” in the image?' })).toBeVisible()
  await expect(page.getByText('First answer: Yes')).toBeVisible()
  expect((await decided()).rows).toMatchObject([{ is_undone: true, golden: 0 }])
  await expect(page.getByText('2 candidates could still change; 0 decided.')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Is “class 1” in the image?' })).toBeVisible()
  await expect
    .poll(async () => (await decided()).rows)
    .toMatchObject([{ is_undone: true }, { is_undone: false, golden: 1 }])
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await page.keyboard.press('Escape')

  // An image without a file can only be skipped.
  await db.query('UPDATE image SET content_hash = NULL WHERE project_id = $1', [project.id])
  await page.goto(`/projects/${project.slug}/adjudication`)
  await expect(page.getByRole('button', { name: 'No image to judge' })).toBeVisible()
  await expect(page.getByRole('radio', { name: 'class 1: yes' })).toBeDisabled()
  await page.getByRole('button', { name: 'Skip for now' }).click()
  await expect(page.getByText('Skipped for now.')).toBeAttached()
  await page.getByRole('link', { name: 'By class' }).click()
  await page.getByRole('button', { name: 'Skip for now' }).click()
  await expect(page.getByText('Skipped for now.')).toBeAttached()
  await page.goto(`/projects/${project.slug}/adjudication?by=image`)

  await page.goto(`/projects/${project.slug}/adjudication?kind=differ`)
  await expect(page.getByText('No candidates could change')).toBeVisible()
  await page.goto(`/projects/${project.slug}/adjudication/history?undone=no`)
  await expect(page.getByRole('row').filter({ hasText: 'only its shadow' })).toHaveCount(1)
  await expectNoSeriousViolations(page, 'history of adjudications')
  const csv = await (await context.request.get(`/api/projects/${project.slug}/exports/adjudications-csv`)).text()
  expect(csv.trim().split('\n')).toHaveLength(3)
  expect(bodies.join()).not.toMatch(/score|isOriginal|votes/)

  await page.goto('about:blank')
  await removeProject(db, project.id)
  await db.query('DELETE FROM app_user WHERE id = $1', [admin!.id])
})

test('an expert adjudicates a page of one class by keyboard, blind, with one reason for all, and undoes it', async ({
  page,
  context,
  db,
  newRatingProject,
}) => {
  const project = await newRatingProject({ tasks: 3, candidates: 1 })
  await db.query("UPDATE membership SET role = 'admin' WHERE project_id = $1", [project.id])
  await db.query(
    'INSERT INTO adjudication_request (project_id, candidate_id) SELECT project_id, id FROM candidate WHERE project_id = $1',
    [project.id],
  )
  await signIn(context, project.email)
  await page.goto(`/projects/${project.slug}/adjudication`)
  await page.getByRole('link', { name: 'By class' }).click()
  await expect(page.getByRole('heading', { name: 'class 0' })).toBeVisible()
  const picture = (position: number, answer: string) =>
    page.getByRole('option', { name: `Image ${position} of 3, ${answer}` })
  await expect(page.getByText('the rest are no')).toBeVisible()
  await page.keyboard.press('q')
  await expect(picture(1, 'yes')).toBeVisible()
  await expect(page.getByText('Run and models')).toBeHidden()
  await expectNoSeriousViolations(page, 'a page of adjudication')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Run and models')).toBeVisible()
  await expect(page.getByText('No votes', { exact: true })).toHaveCount(3)
  await page.setViewportSize({ width: 1024, height: 768 })
  const save = page.getByRole('button', { name: 'Choose a reason' })
  await expect(save).toBeInViewport({ ratio: 1 })
  await expect(save).toHaveAttribute('aria-disabled', 'true')
  const counts = (await page.getByText(/^1 yes\s*·\s*0 maybe/).boundingBox())!
  expect(counts.height, 'the counts stand on one line').toBeLessThan(30)
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.keyboard.press('Enter')
  await expect(page.getByText('Choose a reason first.')).toBeAttached()
  await page.keyboard.press('Shift+KeyW')
  await page.keyboard.press('2')
  await page.keyboard.press('n')
  await page.keyboard.type('seen together')
  await page.keyboard.press('Escape')
  await expectNoSeriousViolations(page, 'a page of adjudication with the others’ answers')
  const decided = async () =>
    (
      await db.query(
        `SELECT first_answer, answer, reason, note, is_undone, origin -> 'asked' ->> 'isRest' AS rest FROM adjudication
         WHERE project_id = $1 ORDER BY id`,
        [project.id],
      )
    ).rows
  await page.keyboard.press('Enter')
  await expect(page.getByText('Nothing to decide')).toBeVisible()
  await expect(page.getByText('Nothing left for you to decide.', { exact: true })).toBeAttached()
  await expect(page.getByRole('link', { name: 'Aggregate with these decisions' })).toBeVisible()
  const same = { reason: 'overlooked', note: 'seen together', is_undone: false }
  expect(await decided()).toEqual([
    { first_answer: 2, answer: 2, ...same, rest: 'false' },
    { first_answer: 0, answer: 1, ...same, rest: 'false' },
    { first_answer: 0, answer: 0, ...same, rest: 'true' },
  ])

  // The chosen mode is kept, and the whole page is restored.
  await page.goto(`/projects/${project.slug}/adjudication`)
  await page.getByRole('button', { name: 'Undo your last page' }).click()
  await expect(picture(2, 'maybe')).toBeVisible()
  expect((await decided()).map((row) => row.is_undone)).toEqual([true, true, true])
  await expect(page.getByRole('button', { name: 'Undo your last page' })).toBeDisabled()
})

test('the key that full screen shows opens and leaves it', async ({ page, context }) => {
  await signIn(context, admin.email, admin.password)
  await page.goto('/projects/demo/adjudication')
  const exit = page.getByRole('button', { name: 'Exit full screen' })
  await pressUntilVisible(page, 'f', exit)
  await page.keyboard.press('f')
  await expect(page.getByRole('button', { name: 'Full screen', exact: true })).toBeVisible()
})

test('shows the buttons of a candidate in a low window', async ({ page, context }) => {
  await signIn(context, admin.email, admin.password)
  await page.setViewportSize({ width: 960, height: 540 })
  await page.goto('/projects/demo/adjudication')
  await expect(page.getByRole('button', { name: 'Answer first' })).toBeInViewport({ ratio: 1 })
})
