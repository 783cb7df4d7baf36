import { devices, type Page } from 'playwright/test'
import { expectNoSeriousViolations } from './support/axe'
import { expect, signIn, test } from './support/fixtures'
import { holdRequests } from './support/hold-requests'
import { expectNextPicture, openRatingScreen, pictureOf } from './support/rating-page'
import { submissionsOf } from './support/rating-project'

type Press = (page: Page, name: string | RegExp, role?: 'button' | 'radio' | 'dialog') => Promise<void>

/** Rates three images by pointer: answers, clearing, the rest, undo and skip. */
async function rateByPointer(page: Page, press: Press) {
  const answered = (count: number) => expect(page.getByText(`${count} of 3`, { exact: true })).toBeVisible()
  await press(page, /class \d: Yes/, 'radio')
  await answered(1)
  await press(page, /class \d: Yes/, 'radio')
  await answered(0)
  await press(page, /class \d: Maybe/, 'radio')
  await press(page, 'Mark rest as no')
  await answered(3)
  const first = await pictureOf(page)
  await press(page, /^Submit/)
  await expectNextPicture(page, first)
  await press(page, 'Reopen the last image')
  await expect.poll(() => pictureOf(page)).toBe(first)
  await press(page, /^Submit/)
  await expectNextPicture(page, first)
  const second = await pictureOf(page)
  await press(page, /^Skip/)
  await expect(page.getByRole('dialog')).toBeVisible()
  await press(page, /^Skip/, 'dialog')
  await expectNextPicture(page, second)
  await press(page, 'Mark rest as no')
  await press(page, /^Submit/)
  await expect(page.getByRole('heading', { name: /rated everything|last images/ })).toBeVisible()
  await expect(page.locator('[aria-live=polite].sr-only'), 'the announcement').toHaveText(
    /rated everything|last images/,
  )
}

const place = (page: Page, name: string | RegExp, role: 'button' | 'radio' | 'dialog') =>
  role === 'dialog'
    ? page.getByRole('dialog').getByRole('button', { name }).last()
    : page.getByRole(role, { name }).first()

test('a whole session works by mouse', async ({ page, context, db, newRatingProject, quietConsole }) => {
  const project = await newRatingProject({ tasks: 3, candidates: 3 })
  await signIn(context, project.email)
  await openRatingScreen(page, project.slug)
  const flag = page.getByRole('dialog', { name: 'Flag this image' })
  for (const [comment, said] of [
    ['', ''],
    ['Taken at night.', 'Image flagged.'],
    ['', 'Flag removed.'],
  ] as const) {
    await page.getByRole('button', { name: /Flag or comment/ }).click()
    await flag.getByRole('textbox').fill(comment)
    await page.keyboard.press('Control+Enter')
    await expect(flag).toBeHidden()
    await expect(page.getByText(said || 'Flag removed.', { exact: true })).toHaveCount(said ? 1 : 0)
  }
  // Closed while the flag is being saved, the dialog does not skip the image afterwards.
  await page.getByRole('button', { name: /Flag or comment/ }).click()
  await flag.getByRole('textbox').fill('Taken at night.')
  const save = await holdRequests(page, '**/flag', { times: 1 })
  await flag.getByRole('button', { name: 'Save and skip' }).click()
  await page.keyboard.press('Escape')
  await expect(flag).toBeHidden()
  save()
  await expect(page.getByText('Image flagged.', { exact: true })).toHaveCount(1)
  // If saving fails then, a notice says so, and not the next opening, which may be for another image.
  quietConsole.allow(/503/)
  await page.getByRole('button', { name: /Flag or comment/ }).click()
  await flag.getByRole('textbox').fill('Taken at night, from above.')
  let fail = () => {}
  const isReleased = new Promise<void>((resolve) => {
    fail = resolve
  })
  await page.route('**/flag', (route) => isReleased.then(() => route.fulfill({ status: 503 })), { times: 1 })
  await flag.getByRole('button', { name: 'Save', exact: true }).click()
  await page.keyboard.press('Escape')
  fail()
  const unsaved = page.getByRole('alert').filter({ hasText: 'Your last flag could not be saved.' })
  await expect(unsaved).toBeVisible()
  await unsaved.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: /Flag or comment/ }).click()
  await expect(flag.getByRole('textbox')).toHaveValue('Taken at night.')
  await expect(flag.getByRole('alert')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await rateByPointer(page, (on, name, role = 'button') => place(on, name, role).click())
  const submitted = await submissionsOf(db, project.id)
  expect(submitted.map(({ answers }) => answers)).toEqual([
    [1, 0, 0],
    [0, 0, 0],
  ])
  expect(submitted[1]!.rest).toEqual([true, true, true])
})

test('a whole session works by touch at 390 px', async ({ browser, db, newRatingProject }) => {
  const project = await newRatingProject({ tasks: 3, candidates: 3 })
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  const page = await context.newPage()
  await signIn(context, project.email)
  await openRatingScreen(page, project.slug)
  await rateByPointer(page, (on, name, role = 'button') => place(on, name, role).tap())
  expect(await submissionsOf(db, project.id)).toHaveLength(2)
  for (const width of await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]))
    expect(width).toBe(390)
  await context.close()
})

test('shows the whole hint of the field for something else on a narrow phone, in both languages', async ({
  browser,
  newRatingProject,
}) => {
  const project = await newRatingProject({ tasks: 1, candidates: 2 })
  for (const [locale, name] of [
    ['en', 'Something else'],
    ['de', 'Noch etwas'],
  ] as const) {
    const context = await browser.newContext({ locale, viewport: { width: 320, height: 700 }, hasTouch: true })
    const page = await context.newPage()
    await signIn(context, project.email)
    await page.goto(`/rate/${project.slug}`)
    await page.getByRole('button', { name }).click()
    const field = page.getByRole('dialog').getByRole('combobox')
    await field.fill(String(await field.getAttribute('placeholder')))
    const hidden = await field.evaluate((input) => input.scrollWidth - input.clientWidth)
    expect(hidden, `hidden pixels in ${locale}`).toBeLessThanOrEqual(0)
    await context.close()
  }
})

test('keeps the buttons of a small laptop or a zoomed page inside the window, in both languages', async ({
  browser,
  newRatingProject,
}) => {
  const project = await newRatingProject({ tasks: 1, candidates: 2 })
  for (const locale of ['en', 'de']) {
    const context = await browser.newContext({ locale, viewport: { width: 1024, height: 768 } })
    const page = await context.newPage()
    await signIn(context, project.email)
    await page.goto(`/rate/${project.slug}`)
    const submit = page.getByRole('button', { name: /^(Submit|Absenden)/ })
    await expect(submit).toBeVisible()
    for (const [width, height] of [
      [1440, 768],
      [1200, 768],
      [1024, 768],
      [844, 420],
      // 1440 by 900 at 200%.
      [720, 450],
    ] as const) {
      await page.setViewportSize({ width, height })
      const { x, width: own } = (await submit.boundingBox())!
      expect(width - x - own, `space beside the button in ${locale} at ${width}`).toBeGreaterThanOrEqual(8)
      const tools = page.getByRole('toolbar').getByRole('button').last()
      const panel = page.locator('section[aria-labelledby="question"]')
      const [tool, list] = [(await tools.boundingBox())!, (await panel.boundingBox())!]
      expect(list.x - tool.x - tool.width, `space beside the tools in ${locale} at ${width}`).toBeGreaterThanOrEqual(0)
    }
    await context.close()
  }
})

test('taps on a page of images cycle yes, maybe and none, once every image has been seen', async ({
  browser,
  db,
  newRatingProject,
}) => {
  const project = await newRatingProject({ tasks: 12, candidates: 1, isClassFirst: true })
  const context = await browser.newContext({ ...devices['Pixel 7'] })
  const page = await context.newPage()
  await signIn(context, project.email)
  await page.goto(`/rate/${project.slug}`)
  const picture = (position: number, state: string) =>
    page.getByRole('option', { name: `Image ${position} of 12, ${state}` })
  await picture(1, 'no').tap()
  await picture(1, 'yes').tap()
  await picture(2, 'no').tap()
  await picture(2, 'yes').tap()
  await picture(2, 'maybe').tap()
  await expect(picture(1, 'maybe')).toBeVisible()
  await expect(picture(2, 'no')).toBeVisible()
  // Images below the viewport have not been seen yet.
  await expect(page.getByText(/of 12 images seen$/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Submit' })).toHaveAttribute('aria-disabled', 'true')
  const inFifthRow = page.getByRole('option').nth(9)
  await expect(inFifthRow).not.toBeInViewport()
  await page.getByRole('button', { name: 'Submit' }).tap({ force: true })
  await expect(inFifthRow).toBeInViewport()
  for (const position of [5, 8, 11, 12]) {
    await page
      .getByRole('option')
      .nth(position - 1)
      .scrollIntoViewIfNeeded()
    await expect(page.getByRole('option').nth(position - 1)).toHaveAttribute('data-state', 'painted')
  }
  await expect(page.getByText('the rest are no')).toBeVisible()
  const box = await page.getByRole('button', { name: 'Submit' }).boundingBox()
  expect(box!.height).toBeGreaterThanOrEqual(44)
  await page.getByRole('button', { name: 'Submit' }).tap()
  await expect(page.getByRole('heading', { name: /rated everything/ })).toBeVisible()
  const { rows } = await db.query('SELECT answer FROM vote WHERE project_id = $1 AND answer > 0', [project.id])
  expect(rows.map((row) => row.answer)).toEqual([1])
  await context.close()
})

test('stores untapped images as yes when raters tap those that do not fit', async ({
  browser,
  db,
  newRatingProject,
}) => {
  const project = await newRatingProject({ tasks: 4, candidates: 1, isClassFirst: true })
  await db.query("UPDATE project SET answer_modes = '{tap-no}' WHERE id = $1", [project.id])
  const context = await browser.newContext({ ...devices['Pixel 7'] })
  const page = await context.newPage()
  await signIn(context, project.email)
  await page.goto(`/rate/${project.slug}`)
  await expect(page.getByText('Which images show this?')).toBeVisible()
  const picture = (position: number, state: string) =>
    page.getByRole('option', { name: `Image ${position} of 4, ${state}` })
  await expect(picture(1, 'no')).toHaveAttribute('data-state', 'painted')
  await page.keyboard.press('?')
  // The listed keys match the meaning of taps on this page.
  await expect(page.getByText('Image in the first row: yes, or clear it')).toBeVisible()
  await expect(page.getByText('Select a label')).toHaveCount(0)
  await page.getByLabel('Answering').selectOption({ label: 'Tap what does not fit: the rest are yes' })
  await expect(page.getByText('Image in the first row: no, or clear it')).toBeVisible()
  await expect(page.getByText('Submit; images without a mark are yes')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByText('Which images do not show this?')).toBeVisible()
  await expect(page.getByText('4 images. Tap those that do not show it. The rest are yes.')).toBeAttached()
  await expect(page.getByRole('listbox')).toHaveAccessibleName(/tap those that do not show/)
  await picture(1, 'yes').tap()
  await picture(2, 'yes').tap()
  await picture(2, 'no').tap()
  await picture(3, 'yes').tap()
  await picture(3, 'no').tap()
  await picture(3, 'maybe').tap()
  await expect(picture(1, 'no')).toHaveAttribute('aria-selected', 'true')
  await expect(picture(2, 'maybe')).toBeVisible()
  await expect(picture(3, 'yes')).toHaveAttribute('aria-selected', 'false')
  // Keys work the same, with Shift for maybe; a second press clears the answer.
  await page.keyboard.press('Shift+KeyR')
  await expect(picture(4, 'maybe')).toBeVisible()
  await page.keyboard.press('Shift+KeyR')
  await expect(page.getByText('the rest are yes')).toBeVisible()
  await expectNoSeriousViolations(page, 'a page on which what does not fit is tapped')
  await page.getByRole('button', { name: 'Submit' }).tap()
  await expect(page.getByRole('heading', { name: /rated everything/ })).toBeVisible()
  const { rows } = await db.query(
    `SELECT a.answer_mode AS mode, v.answer, s.is_rest FROM vote v
     JOIN assignment a ON a.project_id = v.project_id AND a.id = v.assignment_id
     JOIN shown_candidate s ON s.project_id = v.project_id AND s.assignment_id = v.assignment_id
     WHERE v.project_id = $1 ORDER BY s.position`,
    [project.id],
  )
  expect(rows.map(({ mode, answer, is_rest }) => [mode, answer, is_rest])).toEqual([
    ['tap-no', 0, false],
    ['tap-no', 1, false],
    ['tap-no', 2, true],
    ['tap-no', 2, true],
  ])
  await context.close()
})

/** Touch targets smaller than 44 pixels, and the number of labels that are fully visible. */
const measure = (page: Page) =>
  page.evaluate(() => {
    const small = [...document.querySelectorAll('header a, header button, main a, main button, main input')]
      .map((control) => ({ control, box: control.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && Math.min(box.width, box.height) < 43.5)
      .map(({ control, box }) => `${control.outerHTML.slice(0, 80)} is ${box.width} by ${box.height}`)
    const list = document.querySelector('main ol')!.getBoundingClientRect()
    const names = [...document.querySelectorAll('main ol > li')]
      .map((row) => row.getBoundingClientRect())
      .filter(({ top, bottom }) => top >= list.top && bottom <= Math.min(list.bottom, innerHeight) + 0.5)
    return { small, names: names.length, width: document.documentElement.scrollWidth }
  })

test('gives touch targets 44 pixels on phones and tablets in both orientations, with labels beside the image', async ({
  browser,
  newRatingProject,
}) => {
  const project = await newRatingProject({ tasks: 1, candidates: 8 })
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  const page = await context.newPage()
  await signIn(context, project.email)
  await openRatingScreen(page, project.slug)
  for (const [width, height, names] of [
    [390, 844, 4],
    [320, 640, 2],
    [844, 390, 3],
    [820, 1180, 8],
    [1180, 820, 6],
  ] as const) {
    await page.setViewportSize({ width, height })
    const found = await measure(page)
    expect(found.small, `${width} by ${height}`).toEqual([])
    expect(found.names, `names at ${width} by ${height}`).toBeGreaterThanOrEqual(names)
    expect(found.width).toBe(width)
    await expect(page.getByRole('button', { name: /^Submit/ })).toBeInViewport({ ratio: 1 })
    await expect(page.getByRole('img', { name: 'Image to rate' })).toBeInViewport({ ratio: 1 })
    await expect(page.getByRole('link', { name: /today$/ })).toBeInViewport({ ratio: 1 })
  }
  await context.close()
})

test('shows all eight candidates at equal distances in a window of 960 by 540 and on larger screens', async ({
  page,
  context,
  newRatingProject,
}) => {
  const project = await newRatingProject({ tasks: 1, candidates: 8 })
  await signIn(context, project.email)
  await openRatingScreen(page, project.slug)
  const answers = page.getByRole('group', { name: /^class \d/ })
  await expect(answers).toHaveCount(8)
  for (const [width, height] of [
    [960, 540],
    [1366, 650],
    [1440, 900],
  ] as const) {
    await page.setViewportSize({ width, height })
    for (const row of await answers.all()) await expect(row).toBeInViewport({ ratio: 1 })
    const boxes = await Promise.all((await answers.all()).map(async (row) => (await row.boundingBox())!))
    expect(Math.min(...boxes.map((box) => box.height)), `${width} by ${height}`).toBeGreaterThanOrEqual(24)
    const steps = boxes.slice(1).map((box, index) => box.y - boxes[index]!.y)
    expect(Math.max(...steps) - Math.min(...steps), `${width} by ${height}`).toBeLessThan(1)
  }
})

test('suggests a break without covering or moving anything or taking the focus, and can be dismissed', async ({
  page,
  context,
  newRatingProject,
}) => {
  const project = await newRatingProject({ tasks: 4, candidates: 2 })
  await signIn(context, project.email)
  await openRatingScreen(page, project.slug)
  // Working time survives a reload: set it to 26 minutes.
  await page.waitForFunction(() => localStorage.getItem('reassess-rest') !== null)
  await page.evaluate(() => {
    const now = Date.now()
    localStorage.setItem('reassess-rest', JSON.stringify({ beganAt: now - 26 * 60_000, activeAt: now }))
  })
  const picture = page.getByRole('img', { name: 'Image to rate' })
  const suggestion = page.getByText('A short break would do you good.')
  const submitted = async () => {
    const before = await pictureOf(page)
    const saved = page.waitForResponse((response) => response.url().endsWith('/submit') && response.ok())
    await page.keyboard.press('x')
    await page.keyboard.press('Enter')
    await expectNextPicture(page, before)
    await saved
  }
  await expect(suggestion).toBeHidden()
  const box = await picture.boundingBox()
  await submitted()
  await expect(suggestion).toBeVisible()
  expect(await picture.boundingBox()).toEqual(box)
  const { y, height } = (await suggestion.boundingBox())!
  expect(y + height).toBeLessThanOrEqual(box!.y)
  // The focus is on a label as usual, and stays there when the suggestion is dismissed.
  const focused = () => page.evaluate(() => document.activeElement?.tagName)
  expect(await focused()).toBe('LI')
  await expectNoSeriousViolations(page, 'the suggestion of a rest')
  await page.getByRole('button', { name: 'Hide the break suggestion' }).click()
  await expect(suggestion).toBeHidden()
  expect(await focused()).toBe('LI')
  await submitted()
  await expect(suggestion).toBeHidden()

  // On a phone, a button beside the project name opens the suggestion.
  await page.setViewportSize({ width: 390, height: 844 })
  await page.evaluate(() => {
    const now = Date.now()
    localStorage.setItem('reassess-rest', JSON.stringify({ beganAt: now - 26 * 60_000, activeAt: now }))
  })
  await submitted()
  const small = page.getByRole('button', { name: 'Time for a break?' })
  await expect(small).toBeVisible()
  const name = (await page.getByRole('banner').getByRole('link').first().boundingBox())!
  expect(name.width).toBeGreaterThan(40)
  expect(name.x + name.width).toBeLessThanOrEqual((await small.boundingBox())!.x)
  const isNameInFront = ({ x, y }: { x: number; y: number }) => document.elementFromPoint(x, y)?.tagName
  expect(await page.evaluate(isNameInFront, { x: name.x + 4, y: name.y + name.height / 2 })).toBe('A')
  await small.click()
  await expect(page.getByText('Time for a break?')).toBeVisible()
  await page.getByRole('button', { name: 'Hide the break suggestion' }).click()
  await expect(small).toBeHidden()
})
