import { expectNoSeriousViolations } from './support/axe'
import { expect, signIn, test } from './support/fixtures'
import {
  expectAnswerable,
  expectLoadedImages,
  expectNextPicture,
  openRatingScreen,
  pictureOf,
} from './support/rating-page'
import { submissionsOf } from './support/rating-project'

test('applies keys typed faster than the screen renders to successive labels', async ({
  page,
  context,
  newRatingProject,
}) => {
  const project = await newRatingProject({ tasks: 1, candidates: 4 })
  await signIn(context, project.email)
  await openRatingScreen(page, project.slug)
  await page.evaluate(() => {
    const press = (key: string) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
    press('y')
    press('n')
    // The focus follows rendering and may reach a label that was already answered.
    document.querySelector<HTMLElement>('section[aria-labelledby="question"] ol > li')?.focus()
    press('m')
    press('y')
  })
  await expect(page.getByText('4 of 4', { exact: true })).toBeVisible()
  const chosen = await page
    .getByRole('radio', { checked: true })
    .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value))
  expect(chosen).toEqual(['yes', 'no', 'maybe', 'yes'])
})

test('a whole session works by keyboard: answers, clearing, the rest, undo, skip, zoom, examples, overview', async ({
  page,
  context,
  db,
  newRatingProject,
}) => {
  const project = await newRatingProject({ tasks: 6, candidates: 4 })
  await signIn(context, project.email)
  await openRatingScreen(page, project.slug)
  const press = (...keys: string[]) =>
    keys.reduce((last, key) => last.then(() => page.keyboard.press(key)), Promise.resolve())
  const answered = (count: number) => expect(page.getByText(new RegExp(`(^|· )${count} of 4$`))).toBeVisible()

  await answered(0)
  await press('3', 'y', '1', 'n', '1', 'n')
  await answered(1)
  await press('ArrowLeft', 'm')
  await answered(3)
  await press('x')
  await answered(4)
  const first = await pictureOf(page)
  await press('Enter')
  await expectNextPicture(page, first)
  await answered(0)

  await press('Backspace')
  await expect.poll(() => pictureOf(page)).toBe(first)
  await expectAnswerable(page)
  await answered(4)
  await expect(page.getByText('Reopened image, 4 labels.')).toBeAttached()
  await press('2', 'y', 'Enter')
  await expectNextPicture(page, first)

  const picture = page.getByRole('img', { name: 'Image to rate' })
  const pressedAt = await page.evaluate(() => performance.now())
  await page.keyboard.down('z')
  await expect(picture).toHaveAttribute('style', /scale/)
  // Held longer than a tap.
  await expect.poll(() => page.evaluate(() => performance.now())).toBeGreaterThan(pressedAt + 500)
  await page.keyboard.up('z')
  await expect(picture).not.toHaveAttribute('style', /scale/)
  await press('e')
  await expect(page.getByRole('region', { name: /^Examples of/ })).toBeVisible()
  await press('e')
  await press('?')
  await expect(page.getByRole('dialog')).toBeVisible()
  await press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()

  const skipped = await pictureOf(page)
  await press('n', 'g')
  await expect(page.getByLabel('It is offensive')).toBeEnabled()
  await page.getByLabel('It is offensive').focus()
  await press('Space', 'Enter')
  await expect(page.getByRole('button', { name: /^Flagged/ })).toBeVisible()
  expect(await pictureOf(page)).toBe(skipped)
  await answered(1)
  await press('s')
  await expect(page.getByRole('dialog', { name: 'Skip this image' })).toBeVisible()
  await press('Enter')
  await expectNextPicture(page, skipped)

  for (let task = 0; task < 4; task++) {
    const before = await pictureOf(page)
    await press('n', 'm', 'y', 'ArrowRight', 'Enter')
    if (task < 3) await expectNextPicture(page, before)
  }
  await expect(page.getByRole('heading', { name: /rated everything|last images/ })).toBeVisible()

  const submitted = await submissionsOf(db, project.id)
  expect(submitted).toHaveLength(5)
  expect(submitted.slice(1).map(({ answers }) => answers)).toEqual(Array.from({ length: 4 }, () => [0, 1, 2, 2]))
  // The second label of the first image became a yes after reopening.
  expect(submitted[0]!.answers).toEqual([0, 2, 2, 0])
  expect(submitted.every(({ activeMs }) => activeMs !== null && activeMs < 60_000)).toBe(true)
  const { rows } = await db.query('SELECT skip_reason FROM assignment WHERE project_id = $1 AND state = $2', [
    project.id,
    'skipped',
  ])
  expect(rows).toEqual([{ skip_reason: 'offensive' }])
})

test('pages of images work by keyboard: marks by key position, rest, undo and the next page', async ({
  page,
  context,
  db,
  newRatingProject,
}) => {
  const project = await newRatingProject({ tasks: 14, candidates: 1, isClassFirst: true })
  await signIn(context, project.email)
  await page.goto(`/rate/${project.slug}`)
  await expect(page.getByRole('heading', { name: 'class 0' })).toBeVisible()
  const pictures = page.getByRole('option')
  // Keys mark no image before it is painted.
  await expect(page.getByRole('option', { name: /of 12, no$/ })).toHaveCount(12)
  await expect(page.getByText('the rest are no')).toBeVisible()
  await page.keyboard.press('q')
  await page.keyboard.press('Shift+KeyS')
  await page.keyboard.press('v')
  await page.keyboard.press('v')
  await expect(page.getByRole('option', { name: 'Image 1 of 12, yes' })).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('option', { name: 'Image 6 of 12, maybe' })).toBeVisible()
  await expect(page.getByRole('option', { name: 'Image 12 of 12, no' })).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('listbox')).toBeFocused()
  await page.keyboard.press('Space')
  const { width, height } = (await page.getByRole('img', { name: /enlarged/ }).boundingBox())!
  expect(width / height, 'the box has the shape of the picture').toBeCloseTo(640 / 480, 1)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('img', { name: /enlarged/ })).toBeHidden()
  await expectNoSeriousViolations(page, 'a page of pictures')

  // A single image can also be flagged.
  await page.keyboard.press('d')
  await page.keyboard.press('d')
  await page.keyboard.press('+')
  await expect(page.getByRole('dialog').getByRole('img', { name: 'Image 7' })).toBeVisible()
  await page.getByRole('dialog').getByRole('combobox').fill('a red bicycle')
  await page.getByRole('option', { name: /in your own words/ }).click()
  await expect(page.getByRole('dialog').getByText('“a red bicycle”')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('option', { name: /^Image 7 of 12/ }).click({ button: 'right' })
  const menu = page.getByRole('dialog', { name: 'Image 7' })
  await expect(menu.getByRole('img')).toBeVisible()
  await expectNoSeriousViolations(page, 'the menu of a picture')
  await menu.getByRole('button', { name: /Report a problem/ }).click()
  await expect(page.getByRole('dialog').getByRole('img', { name: 'Image 7' })).toBeVisible()
  await page.getByRole('checkbox').first().check()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.getByRole('option', { name: 'Image 7 of 12, no. Flagged' })).toContainText('Flagged')
  await page.getByRole('button', { name: 'Skip' }).click()
  await expect(page.getByRole('dialog', { name: 'Skip this page' }).getByLabel(/^Images are broken/)).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('listbox').focus()
  const said = await db.query(
    `SELECT s.image_id AS suggested, f.image_id AS flagged FROM suggestion s, image_flag f
     WHERE s.project_id = $1 AND f.project_id = $1`,
    [project.id],
  )
  const { rows: seventh } = await db.query(
    `SELECT image_id FROM shown_candidate s JOIN assignment a ON a.project_id = s.project_id AND a.id = s.assignment_id
     WHERE s.project_id = $1 AND s.position = 6 AND a.state = 'leased' ORDER BY a.page_id LIMIT 1`,
    [project.id],
  )
  expect(said.rows).toEqual([{ suggested: seventh[0].image_id, flagged: seventh[0].image_id }])
  await page.keyboard.press('Enter')
  await expect(pictures).toHaveCount(2)
  await page.keyboard.press('Backspace')
  await expect(page.getByRole('option', { name: 'Image 1 of 12, yes' })).toBeVisible()
  await expect(page.getByText('Reopened page, 12 images.')).toBeAttached()
  await expect(page.getByText('the rest are no')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(pictures).toHaveCount(2)
  await expect(page.getByText('the rest are no')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: /rated everything/ })).toBeVisible()
  const { rows } = await db.query(
    `SELECT v.answer, s.is_rest, s.shown_ms >= 300 AS is_seen, s.position FROM vote v
     JOIN assignment a ON a.project_id = v.project_id AND a.id = v.assignment_id
     JOIN shown_candidate s ON s.project_id = v.project_id AND s.assignment_id = v.assignment_id
     WHERE v.project_id = $1 ORDER BY a.page_id, s.position`,
    [project.id],
  )
  expect(rows.map((row) => row.answer)).toEqual([2, 0, 0, 0, 0, 1, ...Array(8).fill(0)])
  expect(rows.every((row) => row.is_seen && row.is_rest === (row.answer === 0))).toBe(true)
})

test('finds, reopens and corrects an earlier task by keyboard', async ({ page, context, db, newRatingProject }) => {
  const project = await newRatingProject({ tasks: 3, candidates: 2 })
  await signIn(context, project.email)
  await openRatingScreen(page, project.slug)
  for (let task = 0; task < 3; task++) {
    await expectAnswerable(page)
    const before = await pictureOf(page)
    await page.keyboard.press('n')
    await page.keyboard.press('m')
    await page.keyboard.press('Enter')
    if (task < 2) await expectNextPicture(page, before)
  }
  await page.getByRole('link', { name: 'Your last answers' }).click()
  await expect(page.getByText('3 of 3 tasks')).toBeVisible()
  await expectNoSeriousViolations(page, 'the last answers')
  await page.keyboard.press('/')
  await page.keyboard.type('no such name')
  await expect(page.getByRole('heading', { name: 'No results' })).toBeVisible()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await page.keyboard.press('/')
  await page.keyboard.type('CLASS 1')
  await expect(page.getByText('3 of 3 tasks')).toBeVisible()
  // Newest first, so the third is the first rated.
  for (let down = 0; down < 3; down++) await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('button', { name: /^Open again/ }).last()).toBeFocused()
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/rate/${project.slug}`)
  await expectAnswerable(page)
  await expect(page.getByText(/^Reopened ·/)).toBeVisible()
  await page.keyboard.press('2')
  await page.keyboard.press('y')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: /rated everything|last images/ })).toBeVisible()
  await expect
    .poll(async () => (await submissionsOf(db, project.id)).map(({ answers }) => answers))
    .toEqual([
      [0, 2],
      [0, 1],
      [0, 1],
    ])
  await page.goto(`/rate/${project.slug}/history?quick`)
  await expect(page.getByRole('heading', { name: 'No quick answers' })).toBeVisible()
})

test('answers the rest with no after digits and taps, and can undo automatic submission', async ({
  page,
  context,
  db,
  newRatingProject,
  quietConsole,
}) => {
  quietConsole.allow(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/)
  const project = await newRatingProject({ tasks: 6, candidates: 4 })
  await db.query("UPDATE project SET answer_modes = '{sweep,auto}' WHERE id = $1", [project.id])
  await signIn(context, project.email)
  await openRatingScreen(page, project.slug)
  const choose = async (label: string) => {
    await page.keyboard.press('?')
    await page.getByLabel('Answering').selectOption({ label })
    await page.keyboard.press('Escape')
  }
  const answered = (count: number) => expect(page.getByText(new RegExp(`(^|· )${count} of 4$`))).toBeVisible()

  await choose('Sweep: the rest are no')
  const rest = page.getByRole('button', { name: /^The rest are no/ })
  await expect(rest).toBeVisible()
  let before = await pictureOf(page)
  for (const key of ['Digit2', 'Shift+Digit3', 'Digit4', 'Digit4']) await page.keyboard.press(key)
  await answered(2)
  await page.keyboard.press('Enter')
  await expectNextPicture(page, before)

  before = await pictureOf(page)
  const names = page.getByRole('listitem').locator('p:first-of-type')
  await names.nth(0).click()
  for (let tap = 0; tap < 2; tap++) await names.nth(1).click()
  for (let tap = 0; tap < 3; tap++) await names.nth(2).click()
  await answered(2)
  await rest.click()
  await expectNextPicture(page, before)

  // Submissions with a bulk no are kept while offline, and reopened with it.
  const saved = page.getByRole('status').filter({ hasText: 'Saved' })
  await expect(saved).toBeVisible()
  await expectLoadedImages(page, 4)
  await context.setOffline(true)
  before = await pictureOf(page)
  await page.keyboard.press('Digit1')
  await page.keyboard.press('Enter')
  await expectNextPicture(page, before)
  await expect(page.getByRole('status').filter({ hasText: 'Waiting' })).toContainText('1')
  await context.setOffline(false)
  await expect(saved).toBeVisible({ timeout: 45_000 })
  await page.keyboard.press('Backspace')
  await expect.poll(() => pictureOf(page)).toBe(before)
  await answered(4)
  await expectAnswerable(page)
  await page.keyboard.press('Shift+Digit4')
  await page.keyboard.press('Enter')
  await expectNextPicture(page, before)

  await choose('Submit after the last answer')
  await expect(rest).toBeHidden()
  before = await pictureOf(page)
  const notice = page.getByText('About to submit')
  for (const key of ['n', 'n', 'n', 'y']) await page.keyboard.press(key)
  await expect(notice).toBeVisible()
  await page.keyboard.press('Backspace')
  await expect(notice).toBeHidden()
  expect(await pictureOf(page)).toBe(before)
  // Changing an answer triggers automatic submission only if it completes the task.
  await page.keyboard.press('4')
  await page.keyboard.press('y')
  await page.keyboard.press('m')
  await expect(notice).toBeVisible()
  await expectNextPicture(page, before)

  await expect.poll(async () => (await submissionsOf(db, project.id)).length).toBe(4)
  const submitted = await submissionsOf(db, project.id)
  expect(submitted.map(({ answers }) => answers)).toEqual([
    [0, 2, 1, 0],
    [2, 1, 0, 0],
    [2, 0, 0, 1],
    [0, 0, 0, 1],
  ])
  expect(submitted.map(({ rest: marked }) => marked)).toEqual([
    [true, false, false, true],
    [false, false, true, true],
    [false, true, true, false],
    [false, false, false, false],
  ])
  const { rows } = await db.query(
    "SELECT answer_mode AS mode FROM assignment WHERE project_id = $1 AND state = 'submitted' ORDER BY submitted_order",
    [project.id],
  )
  expect(rows.map(({ mode }) => mode)).toEqual(['sweep', 'sweep', 'sweep', 'auto'])
})

test('hands pending answers to the tab that takes over, and submits nothing from the other', async ({
  page,
  context,
  db,
  newRatingProject,
  quietConsole,
}) => {
  // A tab may request the examples of a task that the other tab has just answered.
  quietConsole.allow(/status of 404/)
  const project = await newRatingProject({ tasks: 4, candidates: 2 })
  await db.query("UPDATE project SET answer_modes = '{auto}' WHERE id = $1", [project.id])
  await signIn(context, project.email)
  await openRatingScreen(page, project.slug)
  await page.keyboard.press('?')
  await page.getByLabel('Answering').selectOption({ label: 'Submit after the last answer' })
  await page.keyboard.press('Escape')
  const other = await context.newPage()
  await other.goto(`/rate/${project.slug}`)
  const takeOver = other.getByRole('button', { name: 'Rate here' })
  await expect(takeOver).toBeVisible()
  await page.bringToFront()
  for (const key of ['n', 'y']) await page.keyboard.press(key)
  await expect(page.getByText('About to submit')).toBeVisible()
  await takeOver.click()
  const takenAt = await other.evaluate(() => performance.now())
  await expect(page.getByRole('heading', { name: 'You are rating in another tab' })).toBeVisible()
  await expectAnswerable(other)
  await expect(other.getByText('2 of 2', { exact: true })).toBeVisible()
  // Longer than the delay of automatic submission.
  await other.waitForFunction((at) => performance.now() - at > 2_000, takenAt)
  expect(await submissionsOf(db, project.id)).toEqual([])
  const before = await pictureOf(other)
  for (const key of ['1', 'm', 'Enter']) await other.keyboard.press(key)
  await expectNextPicture(other, before)
  await expect.poll(async () => (await submissionsOf(db, project.id)).map(({ answers }) => answers)).toEqual([[1, 2]])
  await other.close()
})
