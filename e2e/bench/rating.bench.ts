import { type Browser, expect, type Page, test } from 'playwright/test'
import { ports } from '../ports'
import { connectTo } from '../support/embedded-database'
import { signIn } from '../support/fixtures'
import { expectAnswerable, expectNextPicture, openRatingScreen, pictureOf } from '../support/rating-page'
import { makeRatingProject } from '../support/rating-project'
import { addMember, makeAccounts, removeProject } from '../support/rating-rows'
import { startApp } from '../support/server'

const tasks = 200
const slowTasks = 96
const candidates = 5

interface Measured {
  /** From the last key of a task to the frame that shows the next image, in milliseconds. */
  next: number[]
  /** Event Timing of every key, from press to next paint. */
  keys: number[]
}

const at = (sorted: number[], share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
const line = (what: string, values: number[]) => {
  const sorted = values.toSorted((a, b) => a - b)
  const [p50, p95, p98] = [0.5, 0.95, 0.98].map((share) => at(sorted, share)!.toFixed(0))
  return `${what}: p50 ${p50} ms, p95 ${p95} ms, p98 ${p98} ms, most ${(sorted.at(-1) ?? 0).toFixed(0)} ms (${values.length})`
}

/** Watches keys and images inside the page, because polling from outside would add to the measured time. */
async function watch(page: Page) {
  await page.evaluate(() => {
    const measured: Measured = { next: [], keys: [] }
    let submittedAt: number | null = null
    const picture = () => document.querySelector<HTMLImageElement>('figure img')
    let shown = picture()?.src
    addEventListener(
      'keydown',
      (event) => {
        if (event.key === 'Enter') submittedAt = event.timeStamp
      },
      { capture: true },
    )
    const seen = new MutationObserver(() => {
      const now = picture()
      if (!now || now.src === shown) return
      shown = now.src
      const from = submittedAt
      submittedAt = null
      if (from === null) return
      // The first frame that starts after decoding contains the image; the message is posted after its paint.
      const drawn = () =>
        requestAnimationFrame(() => {
          const channel = new MessageChannel()
          channel.port1.onmessage = () => measured.next.push(performance.now() - from)
          channel.port2.postMessage(null)
        })
      if (now.complete && now.naturalWidth > 0) drawn()
      else now.addEventListener('load', drawn, { once: true })
    })
    seen.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['src'] })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.name === 'keydown') measured.keys.push(entry.duration)
    }).observe({ type: 'event', buffered: false, durationThreshold: 16 } as PerformanceObserverInit)
    Object.assign(window, { measured })
  })
}

async function rateAll(page: Page, count: number, pauseMs: number): Promise<Measured> {
  await watch(page)
  for (let task = 0; task < count; task++) {
    for (const key of ['n', 'n', 'y', 'n', 'n']) await page.keyboard.press(key)
    // Shorter than any real think time.
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
    await page.keyboard.press('Enter')
    await new Promise((resolve) => setTimeout(resolve, 60))
  }
  await page.waitForTimeout(1_000)
  return page.evaluate(() => (window as unknown as { measured: Measured }).measured)
}

const lines = [
  { line: 'plain line', isSlow: false, goal: 'under 300 ms' },
  { line: 'fast 3G and processor slowed 4 times', isSlow: true, goal: 'under 1 s' },
]
const fast3G = { offline: false, latency: 562.5, downloadThroughput: 180_000, uploadThroughput: 84_375 }

interface Opened {
  /** First paint of a fresh page after the click, in milliseconds. */
  paint: number
  /** When the first answer can be given, after the same click. */
  ready: number
  /** When everything else works, too. */
  complete: number
}

async function open(browser: Browser, url: string, slug: string, email: string, isSlow: boolean): Promise<Opened> {
  const context = await browser.newContext({ baseURL: url, viewport: { width: 390, height: 844 } })
  await signIn(context, email)
  const page = await context.newPage()
  if (isSlow) {
    const devtools = await context.newCDPSession(page)
    await devtools.send('Network.enable')
    await devtools.send('Network.emulateNetworkConditions', fast3G)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  }
  await page.addInitScript(() => {
    const watch = () => {
      if (!document.querySelector('section[aria-labelledby="question"][aria-busy="false"]'))
        return requestAnimationFrame(watch)
      Object.assign(window, { readyAt: performance.now() })
      watchRest()
    }
    const watchRest = () => {
      if (window.earlyAnswers) return requestAnimationFrame(watchRest)
      Object.assign(window, { completeAt: performance.now() })
    }
    requestAnimationFrame(watch)
  })
  await page.goto(`/rate/${slug}`, { waitUntil: 'commit' })
  await page.waitForFunction(() => 'readyAt' in window)
  await page.keyboard.press('n')
  await expect(page.getByText(`1 of ${candidates}`, { exact: true })).toBeVisible()
  await page.waitForFunction(() => 'completeAt' in window)
  await expect(page.getByText(`1 of ${candidates}`, { exact: true })).toBeVisible()
  const opened = await page.evaluate(() => {
    const { readyAt: ready, completeAt: complete } = window as unknown as { readyAt: number; completeAt: number }
    return { paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? ready, ready, complete }
  })
  await context.close()
  return opened
}

test('from the first paint to the first possible answer', async ({ browser }) => {
  const app = await startApp({ port: ports.ratingBench, name: 'rating-bench' })
  const db = await connectTo(app.dataDir)
  const project = await makeRatingProject(db, app.dataDir, { tasks: 60, candidates, quota: 1 })
  const [rater] = await makeAccounts(db, 1)
  await addMember(db, project.id, rater!.id, 'rater')
  try {
    for (const { line: name, isSlow, goal } of lines) {
      const opened: Opened[] = []
      for (let load = 0; load < 7; load++) opened.push(await open(browser, app.url, project.slug, rater!.email, isSlow))
      console.log(
        `\n${line(
          `${name}: first paint to ready`,
          opened.map(({ paint, ready }) => ready - paint),
        )}; goal: ${goal}`,
      )
      for (const moment of ['paint', 'ready', 'complete'] as const)
        console.log(
          line(
            `  ${moment}`,
            opened.map((one) => one[moment]),
          ),
        )
    }
  } finally {
    await removeProject(db, project.id)
    await db.end()
    await app.stop()
  }
})

test('from the last key of a task to the next picture', async ({ browser }) => {
  const app = await startApp({ port: ports.ratingBench, name: 'rating-bench' })
  const db = await connectTo(app.dataDir)
  const project = await makeRatingProject(db, app.dataDir, {
    tasks: tasks + slowTasks + 4,
    candidates,
    quota: 1,
  })
  const [rater] = await makeAccounts(db, 1)
  await addMember(db, project.id, rater!.id, 'rater')
  try {
    const context = await browser.newContext({ baseURL: app.url, viewport: { width: 1440, height: 900 } })
    await signIn(context, rater!.email)
    const page = await context.newPage()
    await openRatingScreen(page, project.slug)
    await page.waitForLoadState('networkidle')
    const usual = await rateAll(page, tasks, 400)
    console.log(`\n${line('last key to next picture', usual.next)}; goal: under 50 ms`)
    console.log(line('key to next paint by Event Timing', usual.keys))
    const devtools = await context.newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    const slow = await rateAll(page, slowTasks, 800)
    console.log(line('processor slowed 4 times: last key to next picture', slow.next))
    console.log(`${line('processor slowed 4 times: interaction to next paint', slow.keys)}; goal: under 100 ms at p98`)
  } finally {
    await removeProject(db, project.id)
    await db.end()
    await app.stop()
  }
})

/** Keys for each answer mode when one of five labels of a task, or one of twelve images of a page, applies. */
const ways: { way: string; mode?: string; isClassFirst?: boolean; keys: string[] }[] = [
  { way: 'each answered', keys: ['n', 'n', 'y', 'n', 'n', 'Enter'] },
  { way: 'the rest by x', keys: ['3', 'y', 'x', 'Enter'] },
  { way: 'sweep', mode: 'Sweep: the rest are no', keys: ['Digit3', 'Enter'] },
  { way: 'automatic submit', mode: 'Submit after the last answer', keys: ['n', 'n', 'y', 'n', 'n'] },
  { way: 'class first', isClassFirst: true, keys: ['e', 'Enter'] },
]

test('keys for a candidate, in each way of answering', async ({ browser }) => {
  const app = await startApp({ port: ports.ratingBench, name: 'rating-bench' })
  const db = await connectTo(app.dataDir)
  try {
    for (const { way, mode, isClassFirst = false, keys } of ways) {
      const turns = 4
      const shape = isClassFirst ? { tasks: 12 * turns, candidates: 1 } : { tasks: turns + 6, candidates }
      const project = await makeRatingProject(db, app.dataDir, { ...shape, quota: 1, isClassFirst })
      await db.query("UPDATE project SET answer_modes = '{sweep,auto}' WHERE id = $1", [project.id])
      const [rater] = await makeAccounts(db, 1)
      await addMember(db, project.id, rater!.id, 'rater')
      const context = await browser.newContext({ baseURL: app.url, viewport: { width: 1440, height: 900 } })
      await signIn(context, rater!.email)
      const page = await context.newPage()
      if (isClassFirst) await page.goto(`/rate/${project.slug}`)
      else await openRatingScreen(page, project.slug)
      if (mode) {
        await page.keyboard.press('?')
        await page.getByLabel('Answering').selectOption({ label: mode })
        await page.keyboard.press('Escape')
      }
      const submitted = async () => {
        const { rows } = await db.query<{ yes: number; all: number }>(
          'SELECT count(*) FILTER (WHERE answer = 2)::int AS yes, count(*)::int AS all FROM vote WHERE project_id = $1',
          [project.id],
        )
        return rows[0]!
      }
      for (let turn = 0; turn < turns; turn++) {
        const before = isClassFirst ? null : await pictureOf(page)
        if (isClassFirst) {
          await expect(page.getByText('the rest are no')).toBeVisible()
          // Every image must be visible for a minimum time.
          await page.waitForTimeout(1_000)
        } else await expectAnswerable(page)
        for (const key of keys) await page.keyboard.press(key)
        const votes = (turn + 1) * (isClassFirst ? 12 : candidates)
        await expect.poll(async () => (await submitted()).all).toBe(votes)
        if (!isClassFirst) await expectNextPicture(page, before)
      }
      const { yes, all } = await submitted()
      expect(yes).toBe(turns)
      console.log(`keys a candidate, ${way}: ${((keys.length * turns) / all).toFixed(2)}`)
      await context.close()
      await removeProject(db, project.id)
    }
  } finally {
    await db.end()
    await app.stop()
  }
})
