import { expectNothingSerious } from './support/axe'
import { expect, signIn, test } from './support/fixtures'
import { makeJudgedProject } from './support/judged-rows'
import { addMember, makeAccounts, removeProject } from './support/rating-rows'

test('an expert decides by keyboard alone, blind before the others, takes it back, and reads the history', async ({
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
  await expectNothingSerious(page, 'adjudication workspace')
  await expect(page.getByRole('link', { name: 'Rater 1' })).toHaveCount(0)
  expect(await page.content()).not.toMatch(/Proposed by|Score 0/)

  // Enter alone shows nothing: one's own answer comes first.
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Answer first' })).toBeVisible()
  await page.keyboard.press('y')
  await expect(page.getByRole('radio', { name: 'class 0: yes' })).toBeChecked()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: 'Rater 1' })).toBeVisible()
  await expect(page.getByText('Score 0.50: kept at a threshold of 0.50.')).toBeVisible()
  await page.keyboard.press('n')
  await expect(page.getByText('First answer: Yes')).toBeVisible()
  await page.keyboard.press('2')
  await expect(page.getByRole('radio', { name: 'Raters missed it' })).toBeChecked()
  await page.keyboard.press('e')
  await page.keyboard.type('only its shadow')
  await expectNothingSerious(page, 'adjudication workspace with the others’ answers')
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
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Is “class 1” in the image?' })).toBeVisible()
  await expect
    .poll(async () => (await decided()).rows)
    .toMatchObject([{ is_undone: true }, { is_undone: false, golden: 1 }])
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await page.keyboard.press('Escape')

  await page.goto(`/projects/${project.slug}/adjudication?kind=differ`)
  await expect(page.getByText('No candidates could change')).toBeVisible()
  await page.goto(`/projects/${project.slug}/adjudication/history?undone=no`)
  await expect(page.getByRole('row').filter({ hasText: 'only its shadow' })).toHaveCount(1)
  await expectNothingSerious(page, 'history of adjudications')
  const csv = await (await context.request.get(`/api/projects/${project.slug}/exports/adjudications-csv`)).text()
  expect(csv.trim().split('\n')).toHaveLength(3)
  expect(bodies.join()).not.toMatch(/score|isOriginal|votes/)

  await page.goto('about:blank')
  await removeProject(db, project.id)
  await db.query('DELETE FROM app_user WHERE id = $1', [admin!.id])
})
