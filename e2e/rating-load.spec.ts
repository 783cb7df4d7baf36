import type { Locator } from 'playwright/test'
import sharp from 'sharp'
import { storeImage } from '@/lib/storage/image-store'
import { localStore } from '@/lib/storage/local-store'
import { expectNoSeriousViolations } from './support/axe'
import { expect, signIn, test } from './support/fixtures'
import { holdRequests } from './support/hold-requests'
import { expectAnswerable, expectNextPicture, holdScripts, openRatingScreen, pictureOf } from './support/rating-page'
import { type RatingProjectShape, submissionsOf } from './support/rating-project'

const maxScriptBytes = 150 * 1024

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
  expect(bytes).toBeGreaterThan(maxScriptBytes / 2)
  expect(bytes).toBeLessThan(maxScriptBytes)

  // The code of dialogs, loaded after the first action, needs no schemas either: they would be a third of it.
  const later: string[] = []
  page.on('request', (request) => request.resourceType() === 'script' && later.push(request.url()))
  await page.keyboard.press('n')
  const codeOf = async (url: string) => (await context.request.get(url)).text()
  // All scripts of a dialog are requested at once.
  await expect.poll(async () => (await Promise.all(later.map(codeOf))).join()).toContain('GuidelinesDialog')
  expect((await Promise.all(later.map(codeOf))).join()).not.toContain('discriminatedUnion')
})

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

test('keeps a click on a button beside the task from before its picture has loaded', async ({
  page,
  context,
  newRatingProject,
}) => {
  const project = await newRatingProject({ tasks: 1, candidates: 2 })
  await signIn(context, project.email)
  const { deliver } = await holdScripts(page)
  const showPictures = await holdRequests(page, '**/images/**')
  await page.goto(`/rate/${project.slug}`, { waitUntil: 'commit' })
  await page.getByRole('button', { name: /^Skip/ }).click()
  await page.getByRole('button', { name: /^Keys/ }).click()
  deliver()
  await expect(page.getByRole('dialog')).toHaveAccessibleName('Keyboard shortcuts and language')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  showPictures()
  await expectAnswerable(page)
})

test('shows transparent parts of images alike in both themes, also before the scripts have loaded', async ({
  page,
  context,
  db,
  newRatingProject,
}) => {
  const bytes = await sharp({
    create: { width: 320, height: 240, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
  })
    .png()
    .toBuffer()
  const { contentHash } = await storeImage(bytes, localStore(String(process.env.E2E_DATA_DIR)))
  const newTransparentProject = async (shape: RatingProjectShape) => {
    const project = await newRatingProject({ ...shape, width: 320, height: 240 })
    await db.query('UPDATE image SET content_hash = $2 WHERE project_id = $1', [project.id, contentHash])
    return project
  }
  const inTheme = async (colorScheme: 'light' | 'dark', picture: Locator) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { x, y, width, height } = (await picture.boundingBox())!
    const clip = { x: Math.round(x + width / 4), y: Math.round(y + height / 4), width: 60, height: 40 }
    const { channels } = await sharp(await page.screenshot({ clip })).stats()
    return channels.map(({ min, max }) => [min, max])
  }
  const { deliver } = await holdScripts(page)
  const single = await newTransparentProject({ tasks: 1, candidates: 2 })
  await signIn(context, single.email)
  await page.goto(`/rate/${single.slug}`, { waitUntil: 'commit' })
  await expectAnswerable(page)
  const picture = page.getByRole('img', { name: 'Image to rate' })
  const early = await inTheme('dark', picture)
  expect(await inTheme('light', picture)).toEqual(early)
  deliver()
  await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible()
  expect(await inTheme('light', picture)).toEqual(early)

  const pages = await newTransparentProject({ tasks: 1, candidates: 1, isClassFirst: true })
  await page.goto('about:blank')
  await signIn(context, pages.email)
  await page.goto(`/rate/${pages.slug}`)
  const tile = page.getByRole('option', { name: /, no$/ }).locator('img')
  await expect(tile).toBeVisible()
  expect(await inTheme('light', tile)).toEqual(await inTheme('dark', tile))
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
  await expectNoSeriousViolations(page, 'the rating screen at 200%')
  await context.close()
})
