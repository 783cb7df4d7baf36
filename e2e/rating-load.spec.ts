import type { Page } from 'playwright/test'
import { expectNothingSerious } from './support/axe'
import { expect, signIn, test } from './support/fixtures'
import { expectAnswerable, expectNextPicture, openRatingScreen, pictureOf } from './support/rating-page'
import { submissionsOf } from './support/rating-project'

const mostScriptBytes = 150 * 1024

test('loads less than 150 KB of compressed script on the rating page', async ({ page, context, newRatingProject }) => {
  const project = await newRatingProject({ tasks: 3, candidates: 3 })
  await signIn(context, project.email)
  const devtools = await context.newCDPSession(page)
  await devtools.send('Network.enable')
  const scripts = new Map<string, { headers: number; bytes: number | null }>()
  let isAnswerable = false
  devtools.on('Network.requestWillBeSent', ({ requestId, type }) => {
    // Scripts fetched after the first task is ready delay nobody.
    if (type === 'Script' && !isAnswerable) scripts.set(requestId, { headers: 0, bytes: null })
  })
  devtools.on('Network.responseReceived', ({ requestId, response }) => {
    const script = scripts.get(requestId)
    if (script) script.headers = response.encodedDataLength
  })
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const script = scripts.get(requestId)
    if (script) script.bytes = encodedDataLength - script.headers
  })
  await openRatingScreen(page, project.slug)
  isAnswerable = true
  await expect.poll(() => [...scripts.values()].every(({ bytes }) => bytes !== null)).toBe(true)
  const bytes = [...scripts.values()].reduce((sum, script) => sum + script.bytes!, 0)
  console.log(`${scripts.size} scripts, ${(bytes / 1024).toFixed(1)} KB as sent`)
  expect(scripts.size).toBeGreaterThan(3)
  expect(bytes).toBeGreaterThan(mostScriptBytes / 2)
  expect(bytes).toBeLessThan(mostScriptBytes)
})

/** Holds back a page's scripts until they are released; `hold` starts again. */
async function holdScripts(page: Page) {
  let release = () => {}
  let isDelivered = Promise.resolve()
  const hold = () => {
    isDelivered = new Promise<void>((resolve) => {
      release = resolve
    })
  }
  hold()
  await page.route('**/_next/static/**/*.js', (route) => isDelivered.then(() => route.continue()))
  return { hold, deliver: () => release() }
}

test('keeps keys and taps on the first task from before the scripts have loaded', async ({
  page,
  context,
  db,
  newRatingProject,
}) => {
  const project = await newRatingProject({ tasks: 3, candidates: 4 })
  await signIn(context, project.email)
  const { deliver } = await holdScripts(page)
  await page.goto(`/rate/${project.slug}`, { waitUntil: 'commit' })
  await expectAnswerable(page)
  const radio = (position: number, answer: string) =>
    page.getByRole('radio', { name: new RegExp(`: ${answer}`) }).nth(position)
  const answered = (count: number) => expect(page.getByText(`${count} of 4`, { exact: true })).toBeVisible()
  const first = await pictureOf(page)
  const now = () => page.evaluate(() => performance.now())
  const shownBefore = await now()
  await answered(0)
  await page.keyboard.press('y')
  await answered(1)
  await page
    .getByText(/^class \d$/)
    .nth(2)
    .click()
  await radio(2, 'Maybe').click()
  await answered(2)
  // Repeating the key clears the answer.
  await radio(2, 'Maybe').click()
  await answered(1)
  for (const key of ['3', 'm', 'x']) await page.keyboard.press(key)
  await answered(4)
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(4)
  await expect(radio(0, 'Yes')).toBeChecked()
  await expect(radio(2, 'Maybe')).toBeChecked()
  await page.keyboard.press('1')
  await page.keyboard.press('n')
  await expect(radio(0, 'No')).toBeChecked()
  const lookedMs = (await now()) - shownBefore
  await page.keyboard.press('Enter')
  // Later keys would apply to the next image, which has not been shown yet.
  await page.keyboard.press('y')
  expect(await submissionsOf(db, project.id)).toEqual([])
  deliver()
  await expect.poll(() => submissionsOf(db, project.id)).toHaveLength(1)
  const [submitted] = await submissionsOf(db, project.id)
  expect(submitted).toMatchObject({ answers: [0, 0, 1, 0], rest: [false, true, false, true] })
  const { rows } = await db.query(
    "SELECT image_shown_ms AS shown FROM assignment WHERE project_id = $1 AND state = 'submitted'",
    [project.id],
  )
  expect(rows[0].shown).toBeGreaterThanOrEqual(Math.floor(lookedMs))
  await expectNextPicture(page, first)
  await answered(0)
})

test('delays actions that need scripts until these have loaded, after the answers already given', async ({
  page,
  context,
  newRatingProject,
}) => {
  const project = await newRatingProject({ tasks: 3, candidates: 4 })
  await signIn(context, project.email)
  const { hold, deliver } = await holdScripts(page)
  await page.goto(`/rate/${project.slug}`, { waitUntil: 'commit' })
  await expectAnswerable(page)
  for (const key of ['y', 'n']) await page.keyboard.press(key)
  await page.getByRole('button', { name: /^Skip/ }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  deliver()
  await expect(page.getByRole('dialog', { name: 'Skip this image' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByText('2 of 4', { exact: true })).toBeVisible()
  await page.keyboard.press('m')
  await expect(page.getByText('3 of 4', { exact: true })).toBeVisible()
  await expect
    .poll(() => page.evaluate(() => Object.keys(localStorage).some((key) => key.startsWith('reassess-draft:'))))
    .toBe(true)

  hold()
  await page.reload({ waitUntil: 'commit' })
  await expectAnswerable(page)
  await expect(page.getByText('3 of 4', { exact: true })).toBeVisible()
  await page.keyboard.press('n')
  deliver()
  await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible()
  await expect(page.getByText('4 of 4', { exact: true })).toBeVisible()
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(4)
})

test('shows everything at 200% zoom without horizontal scrolling', async ({ browser, newRatingProject }) => {
  const project = await newRatingProject({ tasks: 3, candidates: 8 })
  // 1440 by 900 at 200% zoom is a layout of 720 by 450.
  const context = await browser.newContext({ viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 })
  const page = await context.newPage()
  await signIn(context, project.email)
  await openRatingScreen(page, project.slug)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(720)
  for (const name of ['Mark rest as no', /^Skip/, 'Reopen the last image', /^Submit/])
    await expect(page.getByRole('button', { name }).first()).toBeInViewport()
  await page
    .getByRole('radio', { name: /class \d: Yes/ })
    .last()
    .scrollIntoViewIfNeeded()
  await page
    .getByRole('radio', { name: /class \d: Yes/ })
    .last()
    .click()
  await expect(page.getByText('1 of 8', { exact: true })).toBeVisible()
  await expectNothingSerious(page, 'the rating screen at 200%')
  await context.close()
})
