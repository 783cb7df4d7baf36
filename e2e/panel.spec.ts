import type { Client } from 'pg'
import type { Page } from 'playwright/test'
import { appUrl } from './ports'
import { ApiClient } from './support/api-client'
import { expectNoSeriousViolations } from './support/axe'
import { apiFor, expect, signIn, test } from './support/fixtures'
import { entryAddress, makePanel } from './support/panel-rows'
import { expectAnswerable, holdScripts } from './support/rating-page'

const url = appUrl

/** Answers tasks through the API with the browser's session until none are left. */
async function answerTasks(page: Page, slug: string, count: number) {
  const base = `/api/projects/${slug}/assignments`
  const post = (address: string, data: unknown) =>
    page.request.post(address, { data, headers: { origin: url, accept: 'application/json' } })
  let ratingPage = await (await post(`${base}/next`, {})).json()
  for (let k = 0; k < count; k++) {
    const { assignmentId, revision } = ratingPage.task
    const answers = ratingPage.task.candidates.map(() => 'no')
    const sent = await post(`${base}/${assignmentId}/submit`, {
      revision,
      answers,
      durationMs: 1,
      imageShownMs: 1_000,
      shownMs: null,
    })
    ratingPage = (await sent.json()).next
  }
  return ratingPage
}

test('a Prolific participant rates the requested tasks and returns with the code', async ({
  page,
  db,
  ratingProject,
  quietConsole,
}) => {
  quietConsole.allow(/status of 404/)
  const panel = await makePanel(db, ratingProject.id)
  await page.route('https://app.prolific.com/**', (route) => route.fulfill({ body: 'back at Prolific' }))
  await page.goto(entryAddress(panel, 1, 1))
  await expect(page).toHaveURL(`${url}/rate/${ratingProject.slug}`)
  expect(await page.content()).not.toContain('DONE1')
  await answerTasks(page, ratingProject.slug, 2)
  await page.reload()
  await expect(page.getByRole('heading', { name: 'All done, thank you' })).toBeFocused()
  await expect(page.getByText('DONE1', { exact: true })).toBeVisible()
  await expectNoSeriousViolations(page, 'the end of a visit')
  await page.getByRole('button', { name: 'Stay here' }).click()
  await expect(page.getByText('You will stay on this page')).toBeVisible()
  await page.getByRole('link', { name: 'Return to Prolific' }).click()
  await expect(page).toHaveURL('https://app.prolific.com/submissions/complete?cc=DONE1')
})

test('a participant reviews recent answers and corrects one', async ({ page, db, ratingProject, quietConsole }) => {
  quietConsole.allow(/status of 404/)
  const panel = await makePanel(db, ratingProject.id, { tasksPerVisit: 3 })
  await page.goto(entryAddress(panel, 1, 1))
  await expect(page).toHaveURL(`${url}/rate/${ratingProject.slug}`)
  await answerTasks(page, ratingProject.slug, 2)
  await page.reload()
  await expectAnswerable(page)
  await page.keyboard.press('?')
  await page.getByRole('dialog').getByRole('link', { name: 'Your last answers' }).click()
  await expect(page.getByText('2 of 2 tasks')).toBeVisible()
  await expectNoSeriousViolations(page, 'the last answers of a participant')
  await page
    .getByRole('button', { name: /^Open again/ })
    .last()
    .click()
  await page.waitForURL(`**/rate/${ratingProject.slug}`)
  await expectAnswerable(page)
  await expect(page.getByText(/^Reopened ·/)).toBeVisible()
  for (const key of ['1', 'y', 'Enter']) await page.keyboard.press(key)
  await expect
    .poll(
      async () =>
        (
          await db.query('SELECT count(*)::int AS yes FROM vote WHERE project_id = $1 AND answer = 2', [
            ratingProject.id,
          ])
        ).rows[0].yes,
    )
    .toBe(1)
})

test('tells participants without a session to open the study again, which sends their answers', async ({
  page,
  context,
  db,
  ratingProject,
  quietConsole,
}) => {
  quietConsole.allow(/status of 401/)
  const panel = await makePanel(db, ratingProject.id)
  await page.goto(entryAddress(panel, 1, 1))
  await expectAnswerable(page)
  await context.clearCookies()
  for (const key of ['x', 'Enter']) await page.keyboard.press(key)
  await expect(page.getByText('open the study again on the platform that sent you here')).toBeVisible()
  await expect(page.getByRole('link', { name: 'sign in again' })).toHaveCount(0)
  await page.goto(entryAddress(panel, 1, 1))
  await expect(page.getByText('1 of 2').first()).toBeVisible()
})

test('redirects back to the panel at the end of a visit', async ({ page, db, ratingProject, quietConsole }) => {
  // The page requests its own tasks, which were answered through the API.
  quietConsole.allow(/status of 404/)
  const panel = await makePanel(db, ratingProject.id, { tasksPerVisit: 1 })
  await page.route('https://app.prolific.com/**', (route) => route.fulfill({ body: 'back at Prolific' }))
  await page.goto(entryAddress(panel, 1, 1))
  await expect(page).toHaveURL(`${url}/rate/${ratingProject.slug}`)
  await answerTasks(page, ratingProject.slug, 1)
  await page.goto(entryAddress(panel, 1, 1))
  await expect(page).toHaveURL('https://app.prolific.com/submissions/complete?cc=DONE1', { timeout: 30_000 })
})

test('shows time and pay before consent and while rating, and gives a partial code to participants who stop', async ({
  page,
  context,
  db,
  ratingProject,
  quietConsole,
}) => {
  quietConsole.allow(/status of 404|status of 500|ERR_INTERNET_DISCONNECTED/)
  const { id, slug } = ratingProject
  const panel = await makePanel(db, id, { pay: { amount: 3, currency: 'GBP' }, maxMinutes: 30, places: 1 })
  await db.query("INSERT INTO document_version (project_id, kind, version, text) VALUES ($1, 'consent', 1, 'Agree?')", [
    id,
  ])
  await page.setViewportSize({ width: 390, height: 844 })
  // Nobody can agree while time and pay are missing.
  await page.route('**/panels/visit', (route) => route.fulfill({ status: 500, body: '{}' }))
  await page.goto(entryAddress(panel, 1, 1))
  await expect(page.getByText('The text could not be loaded.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'I agree' })).toHaveCount(0)
  await page.unroute('**/panels/visit')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('About 1 minute · £3.00 for all of it')).toBeVisible()
  await expect(page.getByText('You have at most 30 minutes')).toBeVisible()
  await expect(page.getByText('so far')).toHaveCount(0)
  await expectNoSeriousViolations(page, 'time and pay before consent')
  await page.getByRole('button', { name: 'I agree' }).click()
  await expect(page.getByText('£0.00 so far').filter({ visible: true })).toBeVisible()
  await expectAnswerable(page)
  await context.setOffline(true)
  for (const key of ['x', 'Enter']) await page.keyboard.press(key)
  await page.getByRole('button', { name: 'Stop' }).click()
  await page.getByRole('button', { name: 'Stop and get my code' }).click()
  await expect(page.getByText('Sending your last answers')).toBeVisible()
  // Participants who change their mind meanwhile keep their place.
  await page.getByRole('button', { name: 'Keep rating' }).click()
  await context.setOffline(false)
  await expect(page.getByText('£1.50 so far').filter({ visible: true })).toBeVisible()
  await page.getByRole('button', { name: 'Stop' }).click()
  await expectNoSeriousViolations(page, 'the question before stopping')
  await page.getByRole('button', { name: 'Stop and get my code' }).click()
  await expect(page.getByRole('heading', { name: 'You have stopped' })).toBeVisible()
  await expect(page.getByText('PART1', { exact: true })).toBeVisible()
  const { rows } = await db.query('SELECT outcome::text, left_at FROM panel_visit WHERE project_id = $1', [id])
  expect(rows).toMatchObject([{ outcome: 'stopped' }])
  await page.goto(entryAddress(panel, 2, 2))
  await expect(page).toHaveURL(`${url}/rate/${slug}`)
  await page.goto(entryAddress(panel, 1, 9))
  await expect(page.getByRole('heading', { name: 'You have already taken part' })).toBeVisible()
})

test('shows time and pay where participants enter if no text does, and mentions no code if there is none', async ({
  page,
  db,
  ratingProject,
  quietConsole,
}) => {
  quietConsole.allow(/status of 503/)
  const stopped = { code: null, address: 'https://panel.example/back' }
  const panel = await makePanel(db, ratingProject.id, { pay: { amount: 3, currency: 'GBP' } })
  await db.query("UPDATE panel SET settings = jsonb_set(settings, '{outcomes,stopped}', $2) WHERE id = $1", [
    panel,
    JSON.stringify(stopped),
  ])
  await page.goto(entryAddress(panel, 1, 1))
  await expect(page.getByText('About 1 minute · £3.00 for all of it')).toBeVisible()
  await expect(page.getByText('You can stop at any time with the Stop button.', { exact: true })).toBeVisible()
  await expectNoSeriousViolations(page, 'time and pay at the entry')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page).toHaveURL(`${url}/rate/${ratingProject.slug}`)
  // No code is promised or mentioned if there is none, and nothing is said about work that was not done.
  await db.query("UPDATE panel SET kind = 'generic' WHERE id = $1", [panel])
  // A click is not lost if the scripts have not loaded yet.
  const { deliver } = await holdScripts(page)
  await page.reload({ waitUntil: 'commit' })
  await expectAnswerable(page)
  await page.getByRole('button', { name: 'Stop' }).click()
  deliver()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('Your place goes to someone else')).toBeVisible()
  await page.route('**/panels/stop', (route) => route.fulfill({ status: 503, body: '{}' }))
  await dialog.getByRole('button', { name: 'Stop' }).click()
  await expect(dialog.getByText('Could not end your session')).toBeVisible()
  await page.unroute('**/panels/stop')
  await dialog.getByRole('button', { name: 'Keep rating' }).click()
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(dialog.getByText('Your place goes to someone else')).toBeVisible()
  await expect(dialog.getByText('Could not end your session')).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Stop' }).click()
  await expect(page.getByRole('heading', { name: 'You have stopped' })).toBeVisible()
  await expect(page.getByText('You have not submitted any answers.', { exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Return to the panel' })).toBeVisible()
})

/** Adds a training task with golden answers, without which the server would retire it. */
async function addTrainingTask(db: Client, projectId: number) {
  const statements = [
    'INSERT INTO golden_draw (project_id, id, seed, size, is_stratified) VALUES ($1, 1, 1, 1, false)',
    `INSERT INTO rater (project_id, id, kind, is_expert) VALUES ($1, 900, 'human', true)`,
    `INSERT INTO golden_image (project_id, image_id, draw_id, position, use)
     SELECT project_id, image_id, 1, 0, 'training' FROM task WHERE project_id = $1 ORDER BY id LIMIT 1`,
    `INSERT INTO golden_answer (project_id, candidate_id, rater_id, source, answer)
     SELECT project_id, id, 900, 'expert', 2 FROM candidate JOIN golden_image USING (project_id, image_id)
     WHERE project_id = $1`,
    `INSERT INTO task (project_id, id, batch_id, image_id, kind, is_launched)
     SELECT project_id, 900, batch_id, image_id, 'training', true FROM task JOIN golden_image USING (project_id, image_id)
     WHERE project_id = $1`,
    `INSERT INTO task_candidate (project_id, task_id, position, candidate_id, holds)
     SELECT project_id, 900, c.position, id, true FROM candidate c JOIN golden_image USING (project_id, image_id)
     WHERE project_id = $1`,
  ]
  for (const statement of statements) await db.query(statement, [projectId])
}

test('shows time and pay in full during training on a phone', async ({ page, db, ratingProject }) => {
  const { id } = ratingProject
  const panel = await makePanel(db, id, { pay: { amount: 3, currency: 'GBP' } })
  await db.query(
    `UPDATE project SET quality = '{"qualification": {"trainingTasks": 1, "testTasks": 1, "passMark": 0.9}}' WHERE id = $1`,
    [id],
  )
  await addTrainingTask(db, id)
  await page.setViewportSize({ width: 320, height: 700 })
  await page.goto(entryAddress(panel, 1, 1))
  // There are no test tasks.
  await expect(page.getByText('The training is included and paid.')).toBeVisible()
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByText('Training 1 of 1', { exact: true })).toBeVisible()
  const figures = page.getByText('£0.00 so far').filter({ visible: true })
  expect(await figures.evaluate((line) => line.scrollWidth - line.clientWidth)).toBe(0)
})

test('opening a panel link changes nothing, and its button works without scripts', async ({
  browser,
  db,
  ratingProject,
}) => {
  const panel = await makePanel(db, ratingProject.id)
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: url })
  const page = await context.newPage()
  await page.goto(entryAddress(panel, 1, 1))
  const count = () => db.query('SELECT count(*)::int AS n FROM panel_visit WHERE project_id = $1', [ratingProject.id])
  expect((await count()).rows[0].n).toBe(0)
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page).toHaveURL(`${url}/rate/${ratingProject.slug}`)
  expect((await count()).rows[0].n).toBe(1)
  await context.close()
})

test('asks a signed-in user before a panel visit replaces the session', async ({
  page,
  context,
  db,
  ratingProject,
}) => {
  const panel = await makePanel(db, ratingProject.id)
  await signIn(context, await ratingProject.addAdmin())
  await page.goto(entryAddress(panel, 1, 1))
  await expect(page.getByText('this account will be signed out')).toBeVisible()
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page).toHaveURL(`${url}/rate/${ratingProject.slug}`)
  await page.goto('/projects')
  await expect(page).toHaveURL(/sign-in/)
})

test('gives a separate code when no tasks are left', async ({ page, db, ratingProject, quietConsole }) => {
  quietConsole.allow(/status of 404/)
  const panel = await makePanel(db, ratingProject.id, { tasksPerVisit: 50 })
  await page.goto(entryAddress(panel, 1, 1))
  await expect(page).toHaveURL(`${url}/rate/${ratingProject.slug}`)
  const ratingPage = await answerTasks(page, ratingProject.slug, 3)
  expect(ratingPage.panel.exit).toMatchObject({ outcome: 'nothing-left', code: 'NONE1' })
  await page.reload()
  await expect(page.getByRole('heading', { name: 'No tasks left' })).toBeVisible()
})

test('gives a separate code without consent, and asks nothing', async ({ page, db, ratingProject }) => {
  const panel = await makePanel(db, ratingProject.id)
  await db.query("INSERT INTO document_version (project_id, kind, version, text) VALUES ($1, 'consent', 1, 'Agree?')", [
    ratingProject.id,
  ])
  await page.goto(entryAddress(panel, 1, 1))
  await expect(page).toHaveURL(`${url}/rate/${ratingProject.slug}`)
  await page.getByRole('button', { name: /not agree|decline/i }).click()
  await expect(page.getByText('NOCON1', { exact: true })).toBeVisible()
  // Answers of the same person in an earlier study are still kept.
  await expect(page.getByText('You have not submitted any answers in this session.')).toBeVisible()
  const { rows } = await db.query('SELECT count(*)::int AS n FROM assignment WHERE project_id = $1', [ratingProject.id])
  expect(rows[0].n).toBe(0)
})

test('explains previews, incomplete links, closed panels and unknown panels', async ({
  page,
  db,
  ratingProject,
  quietConsole,
}) => {
  quietConsole.allow(/status of 40[0-9]/)
  const panel = await makePanel(db, ratingProject.id)
  const placeholders = 'PROLIFIC_PID={{%PROLIFIC_PID%}}&STUDY_ID={{%STUDY_ID%}}&SESSION_ID={{%SESSION_ID%}}'
  await page.goto(`/p/${panel}?${placeholders}`)
  await expect(page.getByRole('heading')).toContainText('where participants start')
  await expectNoSeriousViolations(page, 'a preview')
  await page.goto(`/p/${panel}?PROLIFIC_PID=x`)
  await expect(page.getByRole('heading')).toContainText('address is not complete')
  await page.goto(`/p/${panel}?PROLIFIC_PID=J%C3%BCrgen%20M&STUDY_ID=${'0'.repeat(24)}&SESSION_ID=${'0'.repeat(24)}`)
  await expect(page.getByText('missing or not valid')).toBeVisible()
  await page.goto('/p/00000000-0000-4000-8000-000000000000')
  await expect(page.getByRole('heading')).toContainText('does not work')
  await db.query('UPDATE panel SET is_open = false WHERE id = $1', [panel])
  await page.goto(entryAddress(panel, 1, 1))
  await expect(page.getByRole('heading')).toContainText('closed')
  const signed = await makePanel(db, ratingProject.id, { isSigned: true })
  await page.goto(entryAddress(signed, 1, 1))
  await expect(page.getByRole('heading')).toContainText('could not verify where you came from')
})

test('lets panel participants reach only the rating screen of one project', async ({ db, ratingProject, request }) => {
  const panel = await makePanel(db, ratingProject.id)
  const visitor = new ApiClient(url)
  const [, query] = entryAddress(panel, 1, 1).split('?')
  const entered = await visitor.post<{ address: string }>(
    `/api/panels/${panel}/enter`,
    Object.fromEntries(new URLSearchParams(query)),
    { accept: 'application/json' },
  )
  expect(entered.body.address).toBe(`/rate/${ratingProject.slug}`)
  expect((await visitor.next(ratingProject.slug)).status).toBe(200)

  const own = `/api/projects/${ratingProject.slug}`
  for (const [method, address, body] of [
    ['GET', '/invites'],
    ['POST', '/invites', { role: 'admin', maxUses: 1, daysValid: 1, note: '' }],
    ['GET', '/jobs'],
    ['POST', '/jobs', { kind: 'publish-release' }],
    ['GET', '/runs'],
    ['GET', '/panels'],
    ['PATCH', `/panels/${panel}`, { isOpen: true }],
    ['PATCH', '', { name: 'mine' }],
    ['GET', '/exports/votes-csv'],
    ['GET', '/golden'],
    ['GET', '/agreement'],
    ['GET', '/data'],
    ['POST', '/raters/1/data'],
    ['POST', '/raters/1/erase'],
    ['POST', '/raters/acts', { act: 'pause', raterIds: [1] }],
  ] as const)
    expect((await visitor.request(method, `${own}${address}`, body)).status, `${method} ${address}`).toBe(404)
  for (const [method, address] of [
    ['POST', '/assignments/next'],
    ['POST', '/assignments/1/submit'],
    ['GET', '/my-data'],
    ['POST', '/my-data/erase'],
    ['GET', `/images/${'0'.repeat(64)}`],
    ['GET', '/exports/votes-csv'],
  ] as const) {
    const body = address.endsWith('submit')
      ? { revision: 0, answers: ['no'], durationMs: null, imageShownMs: 1_000, shownMs: null }
      : undefined
    expect((await visitor.request(method, `/api/projects/demo${address}`, body)).status, address).toBe(404)
  }
  expect((await visitor.post('/api/projects', { name: 'mine', description: '' })).status).toBe(403)
  expect((await visitor.request('DELETE', '/api/account', { email: 'ada@example.org' })).status).toBe(403)
  for (const page of ['/projects', `/projects/${ratingProject.slug}`, `/projects/${ratingProject.slug}/recruitment`])
    expect((await visitor.get(page)).status, page).toBe(307)

  const forged = await request.post(`/api/panels/${panel}/enter`, {
    data: { ...Object.fromEntries(new URLSearchParams(query)), PROLIFIC_PID: 'f'.repeat(24) },
    headers: { accept: 'application/json' },
  })
  expect((await forged.json()).address).toBe(`/p/${panel}?problem=other-person`)
  expect(forged.headers()['set-cookie']).toBeUndefined()
  const foreign = await request.post(`/api/panels/${panel}/enter`, {
    data: Object.fromEntries(new URLSearchParams(query)),
    headers: { origin: 'https://evil.example' },
  })
  expect(foreign.status()).toBe(403)
})

test('an admin opens a panel, copies its link and closes it again', async ({
  page,
  context,
  ratingProject,
  quietConsole,
}) => {
  quietConsole.allow(/status of 400/)
  await signIn(context, await ratingProject.addAdmin())
  await page.goto(`/projects/${ratingProject.slug}/recruitment`)
  await expect(page.getByText('No panels yet')).toBeVisible()
  await page.getByRole('button', { name: 'Add panel' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Panel').selectOption('generic')
  await dialog.getByLabel('Name').fill('Our own')
  await dialog.getByLabel('Completed: code').fill('OK1')
  await dialog.getByLabel('Completed: URL').fill('https://{pid}.evil.example/')
  await dialog.getByRole('button', { name: 'Add panel' }).click()
  await expect(dialog.getByText('must contain the host without placeholders')).toBeVisible()
  await dialog.getByLabel('Completed: URL').fill('https://panel.example/back?c={code}')
  await dialog.getByLabel('Pay per visit').pressSequentially('4,50')
  await dialog.getByRole('button', { name: 'Add panel' }).click()
  await expect(dialog.getByText('Enter a number such as 0.5.')).toBeVisible()
  await dialog.getByLabel('Pay per visit').fill('4.50')
  await dialog.getByRole('button', { name: 'Add panel' }).click()
  const card = page.getByRole('region', { name: 'Our own', exact: true })
  await expect(card.getByText('panel.example', { exact: true })).toBeVisible()
  await expectNoSeriousViolations(page, 'recruitment')
  const example = await card.getByRole('textbox', { name: 'Test address' }).inputValue()
  await card.getByRole('button', { name: 'Close' }).click()
  await expect(card.getByText('Closed')).toBeVisible()
  await context.clearCookies()
  await page.goto(example)
  await expect(page.getByRole('heading')).toContainText('closed')

  const rater = await apiFor(await ratingProject.addRater())
  expect((await rater.get(`/api/projects/${ratingProject.slug}/panels`)).status).toBe(403)
})
