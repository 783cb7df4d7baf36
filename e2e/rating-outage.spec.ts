import { apiFor, expect, signIn, test } from './support/fixtures'
import {
  answerTwoCandidates,
  expectAnswerable,
  expectLoadedImages,
  expectNextPicture,
  openRatingScreen,
  pictureOf,
} from './support/rating-page'
import { submissionsOf } from './support/rating-project'
import { addMember } from './support/rating-rows'

const saved = 'Saved'

test('keeps twenty offline answers and sends them in order once the network is back', async ({
  page,
  context,
  db,
  newRatingProject,
  quietConsole,
}) => {
  quietConsole.allow(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/)
  const project = await newRatingProject({ tasks: 6, candidates: 5 })
  await signIn(context, project.email)
  await openRatingScreen(page, project.slug)
  await expectLoadedImages(page, 4)
  // A screen reader reads an alert whenever it is inserted.
  await page.evaluate(() => {
    const isAlert = (node: Node) =>
      node instanceof Element && (node.matches('[role=alert]') || node.querySelector('[role=alert]') !== null)
    new MutationObserver((changes) => {
      const inserted = changes.flatMap(({ addedNodes }) => [...addedNodes]).filter(isAlert)
      document.body.dataset.alerts = String(Number(document.body.dataset.alerts ?? 0) + inserted.length)
    }).observe(document.querySelector('main')!, { subtree: true, childList: true })
  })
  await context.setOffline(true)
  for (let task = 0; task < 4; task++) {
    const before = await pictureOf(page)
    for (const key of ['n', 'y', 'm', 'n', ['n', 'm', 'y', 'm'][task]!, 'Enter']) await page.keyboard.press(key)
    if (task < 3) await expectNextPicture(page, before)
  }
  await expect(page.getByRole('status').filter({ hasText: 'Waiting' })).toContainText('4')
  await expect(page.getByText('No connection')).toBeVisible()
  await expect(page.getByText('You have rated all images loaded so far.')).toBeVisible()
  expect(await page.evaluate(() => document.body.dataset.alerts)).toBe('1')
  const [notice, picture] = await Promise.all([
    page.getByRole('alert').filter({ hasText: 'No connection' }).boundingBox(),
    page.getByRole('img', { name: 'Image to rate' }).boundingBox(),
  ])
  expect(notice!.y + notice!.height, 'the notice stands above the picture').toBeLessThanOrEqual(picture!.y)
  expect(await submissionsOf(db, project.id)).toHaveLength(0)

  // The last task cannot be skipped any more, but its answers have not left the browser and can be changed.
  await page.keyboard.press('s')
  await expect(page.getByRole('alert').filter({ hasText: 'so it cannot be skipped' })).toBeVisible()
  await page.getByRole('button', { name: 'Reopen the last image' }).click()
  await expect(page.getByText('Reopened · 5 of 5', { exact: true })).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: 'Waiting' })).toContainText('3')
  for (const key of ['5', 'n', 'Enter']) await page.keyboard.press(key)
  await expect(page.getByRole('status').filter({ hasText: 'Waiting' })).toContainText('4')

  await context.setOffline(false)
  await expect(page.getByRole('status').filter({ hasText: saved })).toBeVisible({ timeout: 45_000 })
  expect((await submissionsOf(db, project.id)).map(({ answers }) => answers)).toEqual(
    [0, 1, 2, 0].map((last) => [0, 2, 1, 0, last]),
  )
  await expect(page.getByText('0 of 5', { exact: true })).toBeVisible()
})

test('keeps the screen if a dialog cannot be loaded, and opens it once the server is reachable', async ({
  page,
  context,
  newRatingProject,
  quietConsole,
}) => {
  quietConsole.allow(/ERR_FAILED|ChunkLoadError/)
  const project = await newRatingProject({ tasks: 2, candidates: 2 })
  await signIn(context, project.email)
  let isAway = false
  await page.route('**/_next/static/chunks/**', (route) => (isAway ? route.abort() : route.continue()))
  await openRatingScreen(page, project.slug)
  isAway = true
  await page.keyboard.press('n')
  await page.keyboard.press('s')
  await expect(page.getByText('This could not be opened')).toBeVisible()
  await expect(page.getByText('1 of 2', { exact: true })).toBeVisible()
  isAway = false
  await page.keyboard.press('s')
  await expect(page.getByRole('dialog', { name: 'Skip this image' })).toBeVisible()
})

test('answers survive closing the page and are sent by the next one', async ({
  page,
  context,
  db,
  newRatingProject,
  quietConsole,
}) => {
  // Examples may be requested just after the task's answers were accepted.
  quietConsole.allow(/ERR_FAILED|status of 404/)
  const project = await newRatingProject({ tasks: 4, candidates: 2 })
  await signIn(context, project.email)
  await openRatingScreen(page, project.slug)
  await page.route('**/submit', (route) => route.abort())
  await answerTwoCandidates(page)
  await page.keyboard.press('m')
  await expect(page.getByRole('status').filter({ hasText: 'Waiting' })).toContainText('1')
  const begun = await pictureOf(page)
  await page.goto('about:blank')
  await page.unroute('**/submit')
  await openRatingScreen(page, project.slug)
  await expect.poll(() => submissionsOf(db, project.id)).toHaveLength(1)
  // Drafts are restored as well.
  await expect.poll(() => pictureOf(page)).toBe(begun)
  await expect(page.getByText('1 of 2', { exact: true })).toBeVisible()
})

test('restores the tasks after an offline reload and sends their answers later', async ({
  browser,
  db,
  newRatingProject,
  quietConsole,
}) => {
  quietConsole.allow(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/)
  const project = await newRatingProject({ tasks: 5, candidates: 2 })
  const own = await browser.newContext({ serviceWorkers: 'allow' })
  await signIn(own, project.email)
  const page = await own.newPage()
  await openRatingScreen(page, project.slug)
  const hasKeptPage = () =>
    page.evaluate(async () => {
      const caching = await Promise.all([caches.match('/offline'), navigator.serviceWorker.controller])
      return caching.every(Boolean)
    })
  await expect.poll(hasKeptPage).toBe(true)

  const keptLanguage = () =>
    page.evaluate(async () => (await (await caches.match('/offline'))?.text())?.match(/<html[^>]* lang="(\w+)"/)?.[1])
  await page.keyboard.press('?')
  for (const [name, language] of [
    ['Deutsch', 'de'],
    ['English', 'en'],
  ] as const) {
    await page.getByRole('button', { name }).press('Space')
    await expect(page.locator('html')).toHaveAttribute('lang', language)
    await expect(page.getByRole('button', { name })).toBeFocused()
    await expect.poll(keptLanguage).toBe(language)
  }
  await page.waitForLoadState('networkidle')
  await own.setOffline(true)
  await page.getByRole('button', { name: 'Deutsch' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Could not change the language' })).toBeVisible()
  await page.keyboard.press('Escape')
  await answerTwoCandidates(page)
  await page.keyboard.press('m')
  const begun = await pictureOf(page)
  await page.waitForTimeout(500)

  await page.reload()
  await expectAnswerable(page)
  expect(await pictureOf(page)).toBe(begun)
  await expect(page.getByText('1 of 2', { exact: true })).toBeVisible()
  await page.keyboard.press('n')
  await page.keyboard.press('Enter')
  await expectNextPicture(page, begun)
  await answerTwoCandidates(page)
  await expect(page.getByRole('status').filter({ hasText: 'Waiting' })).toContainText('3')
  expect(await submissionsOf(db, project.id)).toHaveLength(0)

  await own.setOffline(false)
  await expect(page.getByRole('status').filter({ hasText: saved })).toBeVisible({ timeout: 45_000 })
  expect((await submissionsOf(db, project.id)).map(({ answers }) => answers)).toEqual([
    [2, 0],
    [1, 0],
    [2, 0],
  ])

  // Without unsent answers, the notice goes once the server is reachable.
  await own.setOffline(true)
  await page.reload()
  const notLoaded = page.getByText('The next task could not be loaded.')
  await expect(notLoaded).toBeVisible()
  await own.setOffline(false)
  await expect(notLoaded).toHaveCount(0)
  await expectAnswerable(page)

  await own.setOffline(true)
  await answerTwoCandidates(page)
  for (const key of ['y', 'n', 'Enter']) await page.keyboard.press(key)
  await expect(page.getByRole('status').filter({ hasText: 'Waiting' })).toContainText('2')
  await page.waitForTimeout(500)
  await page.reload()
  await expect(page.getByText('You have rated all images loaded so far.')).toBeVisible()
  await expect(page.getByText('Other raters have the last images')).toHaveCount(0)
  await own.setOffline(false)
  await expect(page.getByRole('heading', { name: 'You have rated everything' })).toBeVisible({ timeout: 45_000 })
  expect(await submissionsOf(db, project.id)).toHaveLength(5)

  await page.goto('/projects')
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/sign-in/)
  const left = await page.evaluate(async () => ({
    tasks: Object.keys(localStorage).filter((key) => key.includes('session:')),
    hasPictures: await caches.has('reassess-rating-pictures'),
  }))
  expect(left, 'tasks and pictures after signing out').toEqual({ tasks: [], hasPictures: false })
  await own.close()
})

test('keeps answers when the session expires, and sends them after signing in again', async ({
  page,
  context,
  db,
  newRatingProject,
  quietConsole,
}) => {
  quietConsole.allow(/status of 401/)
  const project = await newRatingProject({ tasks: 5, candidates: 2 })
  await signIn(context, project.email)
  await openRatingScreen(page, project.slug)
  await expectLoadedImages(page, 3)
  await context.clearCookies()
  for (let task = 0; task < 2; task++) await answerTwoCandidates(page)
  await expect(page.getByText('You are signed out')).toBeVisible()
  await page.getByRole('link', { name: 'sign in again' }).click()
  await page.getByLabel('E-mail').fill(project.email)
  await page.getByLabel('Password').fill('a long enough password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(new RegExp(`/rate/${project.slug}$`))
  await expect.poll(() => submissionsOf(db, project.id)).toHaveLength(2)
  await expect(page.getByRole('status').filter({ hasText: saved })).toBeVisible()
})

test('loads an image that failed during an outage once the answers are sent', async ({
  page,
  context,
  db,
  newRatingProject,
  quietConsole,
}) => {
  quietConsole.allow(/ERR_FAILED/)
  const project = await newRatingProject({ tasks: 2, candidates: 2 })
  await signIn(context, project.email)
  let first: string | null = null
  await page.route('**/images/**', (route) => {
    first ??= route.request().url()
    return route.request().url() === first ? route.continue() : route.abort()
  })
  await page.route('**/submit', (route) => route.abort())
  await openRatingScreen(page, project.slug)
  for (const key of ['y', 'n', 'Enter']) await page.keyboard.press(key)
  await expect(page.getByText('The image did not load')).toBeVisible()
  await page.unrouteAll()
  await expectAnswerable(page)
  expect(await submissionsOf(db, project.id)).toHaveLength(1)
})

test('warns before signing out that answers have not been sent', async ({
  page,
  context,
  newRatingProject,
  quietConsole,
}) => {
  quietConsole.allow(/ERR_FAILED/)
  const project = await newRatingProject({ tasks: 3, candidates: 2 })
  await signIn(context, project.email)
  await openRatingScreen(page, project.slug)
  await page.route('**/submit', (route) => route.abort())
  for (const key of ['y', 'n', 'Enter']) await page.keyboard.press(key)
  await expect(page.getByRole('status').filter({ hasText: 'Waiting' })).toContainText('1')
  await page.goto('/projects')
  for (const isSure of [false, true]) {
    const asked = page.waitForEvent('dialog')
    await page.getByRole('button', { name: /^Account of/ }).click()
    void page.getByRole('menuitem', { name: 'Sign out' }).click()
    const dialog = await asked
    expect(dialog.message()).toContain('1 task you answered in this browser has not been sent yet.')
    if (isSure) await dialog.accept()
    else await dialog.dismiss()
  }
  await expect(page).toHaveURL(/sign-in/)
})

test('says so if the rater was removed from the project, and sends the answers once added again', async ({
  page,
  context,
  db,
  ratingProject,
  quietConsole,
}) => {
  quietConsole.allow(/status of 404/)
  const { id: projectId, slug } = ratingProject
  const [email, admin] = [await ratingProject.addRater(), await apiFor(await ratingProject.addAdmin())]
  await signIn(context, email)
  await openRatingScreen(page, slug)
  // The server refuses the next image once the rater is removed.
  await expectLoadedImages(page, 2)
  const { rows } = await db.query('SELECT id FROM app_user WHERE email = $1', [email])
  expect((await admin.request('DELETE', `/api/projects/${slug}/members/${rows[0].id}`)).status).toBe(200)
  for (const key of ['y', 'n', 'n', 'Enter']) await page.keyboard.press(key)
  const notice = page.getByRole('alert').filter({ hasText: 'You cannot answer here' })
  await expect(notice).toContainText('Your unsent answers stay in this browser.')
  await expect(page.getByRole('status').filter({ hasText: 'No access · 1' })).toBeVisible()
  await expect(page.getByText('You are signed out')).toHaveCount(0)
  await page.setViewportSize({ width: 360, height: 640 })
  const picture = page.getByRole('img', { name: 'Image to rate' })
  await expect.poll(async () => (await picture.boundingBox())?.height, 'room for the image').toBeGreaterThan(70)
  await addMember(db, projectId, rows[0].id, 'rater')
  await expect.poll(() => submissionsOf(db, projectId)).toHaveLength(1)
  await expect(notice).toHaveCount(0)
  await expect(page.getByRole('status').filter({ hasText: saved })).toBeVisible()
})

test('rates in one of two tabs, while the other says so and can take over', async ({
  page,
  context,
  db,
  newRatingProject,
  quietConsole,
}) => {
  // A tab may request the examples of a task that the other tab has just answered.
  quietConsole.allow(/status of 404/)
  const project = await newRatingProject({ tasks: 5, candidates: 2 })
  await signIn(context, project.email)
  await openRatingScreen(page, project.slug)
  const other = await context.newPage()
  await other.goto(`/rate/${project.slug}`)
  await expect(other.getByRole('heading', { name: 'You are rating in another tab' })).toBeVisible()
  const before = await pictureOf(page)
  await answerTwoCandidates(page)
  await other.getByRole('button', { name: 'Rate here' }).click()
  await expect(page.getByRole('heading', { name: 'You are rating in another tab' })).toBeVisible()
  await expect(other.getByText('0 of 2', { exact: true })).toBeVisible()
  await expectAnswerable(other)
  const shown = await pictureOf(other)
  expect(shown).not.toBe(before)
  for (const key of ['n', 'n', 'Enter']) await other.keyboard.press(key)
  await expectNextPicture(other, shown)
  await expect(other.getByRole('status').filter({ hasText: saved })).toBeVisible()
  expect((await submissionsOf(db, project.id)).map(({ answers }) => answers)).toEqual([
    [2, 0],
    [0, 0],
  ])
  await other.close()
  await expect(page.getByText('0 of 2', { exact: true })).toBeVisible()
})

test("shares tasks between two devices of a rater, and closing one leaves the other's tasks", async ({
  page,
  context,
  browser,
  db,
  newRatingProject,
  quietConsole,
}) => {
  // Examples may be requested just after the other device has answered the task.
  quietConsole.allow(/status of 404/)
  const project = await newRatingProject({ tasks: 8, candidates: 2 })
  const leased = async () =>
    (
      await db.query<{ id: number }>(
        "SELECT id FROM assignment WHERE project_id = $1 AND state = 'leased' ORDER BY leased_at, id",
        [project.id],
      )
    ).rows.map(({ id }) => id)
  await signIn(context, project.email)
  await openRatingScreen(page, project.slug)
  const ofDesktop = await leased()
  expect(ofDesktop.length).toBeGreaterThan(2)
  const first = await pictureOf(page)

  const phone = await browser.newContext({ viewport: { width: 390, height: 844 } })
  const phonePage = await phone.newPage()
  await signIn(phone, project.email)
  await openRatingScreen(phonePage, project.slug)
  expect(await pictureOf(phonePage)).toBe(first)
  for (const key of ['y', 'n', 'Enter']) await phonePage.keyboard.press(key)
  await expectNextPicture(phonePage, first)
  await expect(phonePage.getByRole('status').filter({ hasText: saved })).toBeVisible()
  // With that answer the phone leased a task unknown to the desktop. Only that one is released.
  const ofBoth = await leased()
  expect(ofBoth.length).toBeGreaterThan(ofDesktop.length - 1)
  await phonePage.goto('about:blank')
  await expect.poll(leased).toEqual(ofDesktop.slice(1))
  await phone.close()

  // The desktop's first task was answered on the phone; the desktop still holds the others.
  for (let task = 0; task < ofDesktop.length; task++) {
    const before = await pictureOf(page)
    for (const key of task === 0 ? ['y', 'n', 'Enter'] : ['n', 'm', 'Enter']) await page.keyboard.press(key)
    await expectNextPicture(page, before)
  }
  await expect(page.getByRole('status').filter({ hasText: saved })).toBeVisible()
  await expect(page.getByText('took over the task')).toHaveCount(0)
  expect((await submissionsOf(db, project.id)).map(({ id }) => id)).toEqual(ofDesktop)
})

test('neither loses nor duplicates answers on a slow line, with lost requests and responses, and when the clock is changed', async ({
  page,
  context,
  db,
  newRatingProject,
  quietConsole,
}) => {
  quietConsole.allow(/ERR_FAILED|status of 404/)
  const tasks = 10
  const project = await newRatingProject({ tasks, candidates: 2, quota: 1 })
  await signIn(context, project.email)
  // The system clock as seen by the page.
  await page.addInitScript(() => {
    const now = Date.now.bind(Date)
    Date.now = () => now() + Number(sessionStorage.getItem('shift') ?? 0)
  })
  await openRatingScreen(page, project.slug)
  let sent = 0
  const reached: number[] = []
  await page.route('**/submit', async (route) => {
    const turn = sent++
    if (turn < 2) await new Promise((resolve) => setTimeout(resolve, 3_000))
    if (turn === 3 || turn === 8) return route.abort()
    const response = await route.fetch()
    reached.push(turn)
    if (turn === 4 || turn === 6 || turn === 9) return route.abort()
    return route.fulfill({ response })
  })
  const hour = 3_600_000
  const shifts: Record<number, number> = { 2: 2 * hour, 4: -2 * hour, 6: 40 * 24 * hour, 8: 0 }
  const given: number[][] = []
  for (let task = 0; task < tasks; task++) {
    const shift = shifts[task]
    if (shift !== undefined) await page.evaluate((ms) => sessionStorage.setItem('shift', String(ms)), shift)
    await expectAnswerable(page)
    const before = await pictureOf(page)
    const keys = [task % 3, (task + 1) % 3]
    given.push(keys)
    for (const answer of keys) await page.keyboard.press(['n', 'm', 'y'][answer]!)
    await page.keyboard.press('Enter')
    if (task < tasks - 1) await expectNextPicture(page, before)
  }
  await expect(page.getByRole('heading', { name: /rated everything/ })).toBeVisible({ timeout: 30_000 })
  expect((await submissionsOf(db, project.id)).map(({ answers }) => answers)).toEqual(given)
  // Some submissions were repeated although the server had stored them.
  expect(reached.length).toBeGreaterThan(tasks)
  const { rows } = await db.query<{ votes: number }>('SELECT count(*)::int AS votes FROM vote WHERE project_id = $1', [
    project.id,
  ])
  expect(rows[0]!.votes).toBe(2 * tasks)
})
