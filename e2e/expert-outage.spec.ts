import type pg from 'pg'
import type { Page } from 'playwright/test'
import { expect, signIn, test } from './support/fixtures'
import { makeJudgedProject } from './support/judged-rows'
import { expectAnswerable, expectLoadedImages } from './support/rating-page'
import { addMember, makeAccounts, removeProject } from './support/rating-rows'

/** Makes all images of a project golden in order, and its rater an expert. */
async function makeGolden(db: pg.Client, projectId: number) {
  await db.query(`UPDATE membership SET role = 'expert' WHERE project_id = $1`, [projectId])
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO golden_draw (project_id, id, seed, size, is_stratified)
     SELECT $1, 1, 1, count(*), false FROM image WHERE project_id = $1 RETURNING id`,
    [projectId],
  )
  await db.query(
    `INSERT INTO golden_image (project_id, image_id, draw_id, position)
     SELECT project_id, id, $2, position FROM image WHERE project_id = $1`,
    [projectId, rows[0]!.id],
  )
}

/** Answers per golden image, in class order, with the revision. */
async function answersOf(db: pg.Client, projectId: number) {
  const { rows } = await db.query<{ revision: number; answers: number[] }>(
    `SELECT v.revision, array_agg(a.answer::int ORDER BY c.class_id) AS answers
     FROM golden_visit v
     JOIN candidate c ON c.project_id = v.project_id AND c.image_id = v.image_id
     JOIN golden_answer a ON a.project_id = c.project_id AND a.candidate_id = c.id AND a.rater_id = v.rater_id
     WHERE v.project_id = $1 GROUP BY v.image_id, v.revision ORDER BY v.image_id`,
    [projectId],
  )
  return rows
}

/** A 200 response with HTML, as from a captive portal. */
const unreadable = { status: 200, contentType: 'text/html', body: '<html>' }

const classNames = ['class 0', 'class 1', 'class 2']
const saveState = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text })

/** Answers every class of the current image and submits. */
async function answer(page: Page, answers: string[]) {
  await expectAnswerable(page)
  for (const [k, value] of answers.entries())
    await page.getByRole('radio', { name: `${classNames[k]}: ${value}` }).click()
  await page.keyboard.press('Enter')
}

/** Opens the expert's first image and waits until the next ones are prefetched. */
async function openExpert(page: Page, slug: string, image: number) {
  await page.goto(`/expert/${slug}`)
  await expect(page.getByText(`Image ${image} of 5`, { exact: true })).toBeVisible()
  await expectLoadedImages(page, 4)
}

/**
 * Makes the first response to each decision unreadable after the server has stored it. Returns the idempotency keys of
 * the decisions in the order of their requests.
 */
async function spoilFirstReplies(page: Page) {
  const answered: string[] = []
  await page.route(/\/adjudications$|\/reviews\/1\/items\/\d+$/, async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    const { submission } = route.request().postDataJSON()
    const response = await route.fetch()
    const isFirst = !answered.includes(submission)
    await route.fulfill(isFirst ? unreadable : { response })
    answered.push(submission)
  })
  return answered
}

test("an expert's offline answers survive closing the page and are stored once", async ({
  page,
  context,
  db,
  newRatingProject,
  quietConsole,
}) => {
  quietConsole.allow(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/)
  const project = await newRatingProject({ tasks: 5, candidates: 3 })
  await makeGolden(db, project.id)
  await signIn(context, project.email)
  await openExpert(page, project.slug, 1)
  await context.setOffline(true)
  for (const [k, value] of ['no', 'maybe', 'yes'].entries()) {
    await answer(page, ['yes', 'no', value])
    await expect(page.getByText(`Image ${k + 2} of 5`, { exact: true })).toBeVisible()
  }
  await page.getByRole('radio', { name: 'class 1: maybe' }).click()
  await expect(saveState(page, 'Waiting')).toContainText('3')
  expect(await answersOf(db, project.id)).toEqual([])

  await page.goto('about:blank')
  await context.setOffline(false)
  // The first image depends on how much the closed page could still send.
  await page.goto(`/expert/${project.slug}`)
  await expect(saveState(page, 'Saved')).toBeVisible()
  const stored = [
    { revision: 0, answers: [2, 0, 0] },
    { revision: 0, answers: [2, 0, 1] },
    { revision: 0, answers: [2, 0, 2] },
  ]
  await expect.poll(() => answersOf(db, project.id)).toEqual(stored)
  // Drafts are restored as well.
  await page.goto(`/expert/${project.slug}`)
  await expect(page.getByText('Image 4 of 5', { exact: true })).toBeVisible()
  await expect(page.getByRole('radio', { name: 'class 1: maybe' })).toBeChecked()
  // Leave the page before its project is deleted: it may still be loading images.
  await page.goto('about:blank')
})

test("resends an expert's answer whose acknowledgement was lost, and counts it and its correction once", async ({
  page,
  context,
  db,
  newRatingProject,
  quietConsole,
}) => {
  quietConsole.allow(/ERR_FAILED/)
  const project = await newRatingProject({ tasks: 5, candidates: 3 })
  await makeGolden(db, project.id)
  await signIn(context, project.email)
  await openExpert(page, project.slug, 1)
  let sent = 0
  await page.route('**/answers', async (route) => {
    sent += 1
    if (sent > 2) return route.continue()
    await route.fetch()
    return sent === 1 ? route.abort() : route.fulfill(unreadable)
  })
  await answer(page, ['yes', 'no', 'no'])
  await expect(page.getByText('Image 2 of 5', { exact: true })).toBeVisible()
  await page.keyboard.press('Backspace')
  await expect(page.getByText('Image 1 of 5', { exact: true })).toBeVisible()
  await answer(page, ['no', 'no', 'yes'])
  await expect(saveState(page, 'Saved')).toBeVisible()
  await expect.poll(() => answersOf(db, project.id)).toEqual([{ revision: 1, answers: [0, 0, 2] }])
  const { rows } = await db.query(
    'SELECT revision, answer FROM golden_answer_history WHERE project_id = $1 ORDER BY candidate_id',
    [project.id],
  )
  expect(rows).toEqual([
    { revision: 0, answer: 2 },
    { revision: 0, answer: 0 },
  ])
  expect(sent).toBeGreaterThan(3)
  // Leave the page before its project is deleted: it may still be loading images.
  await page.goto('about:blank')
})

test('accepts no answer of an expert before the image is painted', async ({
  page,
  context,
  db,
  newRatingProject,
  quietConsole,
}) => {
  quietConsole.allow(/ERR_FAILED/)
  const project = await newRatingProject({ tasks: 2, candidates: 3 })
  await makeGolden(db, project.id)
  const judged = await makeJudgedProject(db)
  const { rows } = await db.query('SELECT id FROM app_user WHERE email = $1', [project.email])
  await addMember(db, judged.id, rows[0].id, 'expert')
  await signIn(context, project.email)
  const screens = [
    { address: `/expert/${project.slug}`, name: 'class 1: maybe' },
    { address: `/projects/${judged.slug}/adjudication`, name: 'class 0: maybe' },
  ]
  for (const { address, name } of screens) {
    await page.route('**/images/**', (route) => route.abort())
    await page.goto(address)
    await expect(page.getByText('The image did not load')).toBeVisible()
    const maybe = page.getByRole('radio', { name })
    await maybe.click({ force: true })
    for (const key of ['y', 'Enter']) await page.keyboard.press(key)
    await expect(page.getByRole('radio', { checked: true })).toHaveCount(0)
    await page.unroute('**/images/**')
    await page.getByRole('button', { name: 'Try again' }).click()
    await expectAnswerable(page)
    await maybe.click()
    await expect(maybe).toBeChecked()
  }
  await page.goto('about:blank')
  await removeProject(db, judged.id)
})

test('holds answers until their own account is signed in again', async ({
  page,
  context,
  db,
  newRatingProject,
  quietConsole,
}) => {
  quietConsole.allow(/status of 40[14]|ERR_FAILED/)
  const project = await newRatingProject({ tasks: 5, candidates: 3 })
  await makeGolden(db, project.id)
  const [other, stranger] = await makeAccounts(db, 2)
  await addMember(db, project.id, other!.id, 'expert')
  await signIn(context, project.email)
  await openExpert(page, project.slug, 1)
  await signIn(context, stranger!.email)
  await answer(page, ['yes', 'no', 'no'])
  await expect(page.getByText('You cannot answer here')).toBeVisible()
  await signIn(context, other!.email)
  await expect(page.getByText('You are signed out')).toBeVisible()
  expect(await answersOf(db, project.id)).toEqual([])
  await openExpert(page, project.slug, 1)
  await expect(page.getByText('0 of 3', { exact: true })).toBeVisible()
  await expect(saveState(page, 'Saved')).toBeVisible()
  await signIn(context, project.email)
  await openExpert(page, project.slug, 1)
  await expect.poll(() => answersOf(db, project.id)).toEqual([{ revision: 0, answers: [2, 0, 0] }])
  // Leave the page before its project is deleted: it may still be loading images.
  await page.goto('about:blank')
})

test('offline decisions survive closing the page and are stored once, even if the first replies are unreadable', async ({
  page,
  context,
  db,
  quietConsole,
}) => {
  quietConsole.allow(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/)
  const project = await makeJudgedProject(db)
  const [admin] = await makeAccounts(db, 1)
  await addMember(db, project.id, admin!.id, 'admin')
  await db.query(
    `INSERT INTO review (project_id, id, name, model_id, run_id, seed, pool_size, label_scope)
     VALUES ($1, 1, 'delta', 1, 1, 1, 2, 'any')`,
    [project.id],
  )
  await db.query(
    `INSERT INTO review_item (project_id, review_id, image_id, position, class_id)
     SELECT $1, 1, k, k - 1, k FROM generate_series(1, 2) k`,
    [project.id],
  )
  await signIn(context, admin!.email)
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  const adjudication = `/projects/${project.slug}/adjudication`
  await page.goto(adjudication)
  await expect(page.getByRole('heading', { name: 'Is “class 0” in the image?' })).toBeVisible()
  await expect(async () => {
    // Keys before hydration are lost.
    await press('y')
    await expect(page.getByRole('radio', { name: 'class 0: yes' })).toBeChecked({ timeout: 1_000 })
  }).toPass()
  await press('Enter')
  await expect(page.getByRole('link', { name: 'Rater 1' })).toBeVisible()
  await page.waitForLoadState('networkidle')
  await context.setOffline(true)
  await press('n', '2', 'Enter')
  await expect(page.getByRole('heading', { name: 'Is “class 1” in the image?' })).toBeVisible()
  await press('m')
  await expect(page.getByText('No connection')).toBeVisible()
  await page.goto('about:blank')
  await context.setOffline(false)
  const sent = await spoilFirstReplies(page)
  await page.goto(adjudication)
  await expect(page.getByRole('heading', { name: 'Is “class 1” in the image?' })).toBeVisible()
  // Drafts are restored as well.
  await expect(page.getByRole('radio', { name: 'class 1: maybe' })).toBeChecked()
  const decided = async () =>
    (
      await db.query('SELECT first_answer, answer, reason FROM adjudication WHERE project_id = $1 ORDER BY id', [
        project.id,
      ])
    ).rows
  const pair = { first_answer: 2, answer: 0, reason: 'overlooked' }
  await expect.poll(() => sent.length).toBe(2)
  expect(await decided()).toEqual([pair])
  await page.unrouteAll({ behavior: 'wait' })

  await page.goto(`/projects/${project.slug}/reviews/1`)
  await expect(page.getByRole('article', { name: 'Image 1 of 2' })).toBeVisible()
  await expectAnswerable(page)
  await page.waitForLoadState('networkidle')
  await context.setOffline(true)
  await press('2', '5', '1', 'Enter')
  await expect(page.getByRole('article', { name: 'Image 2 of 2' })).toBeVisible()
  await expectAnswerable(page)
  await press('1', '1', '3', 'Enter')
  await expect(page.getByRole('article')).toHaveCount(0)
  await page.goto('about:blank')
  await context.setOffline(false)
  const sentLater = await spoilFirstReplies(page)
  await page.goto(adjudication)
  // Every expert screen sends the pending answers of the others.
  await expect.poll(() => sentLater.length).toBe(4)
  expect(await decided()).toEqual([
    pair,
    { first_answer: 2, answer: 2, reason: 'review' },
    { first_answer: 0, answer: 0, reason: 'review' },
  ])
  expect([new Set(sent).size, new Set(sentLater).size]).toEqual([1, 2])
  await page.goto('about:blank')
  await removeProject(db, project.id)
  await db.query('DELETE FROM app_user WHERE id = $1', [admin!.id])
})
