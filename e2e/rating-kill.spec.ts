import { expect, test } from 'playwright/test'
import { ports } from './ports'
import { connectTo } from './support/embedded-database'
import { signIn } from './support/fixtures'
import { kill } from './support/processes'
import { expectLoadedImages, expectNextPicture, openRatingScreen, pictureOf } from './support/rating-page'
import { makeRatingProject, submissionsOf } from './support/rating-project'
import { addMember, makeAccounts } from './support/rating-rows'
import { startApp, untilHealthy } from './support/server'

test('a server killed before acknowledging an answer loses nothing and counts nothing twice', async ({ browser }) => {
  test.skip(process.platform !== 'linux', 'finds processes through /proc, which only Linux has')
  const app = await startApp({ port: ports.killedWhileRating, name: 'rating-kill', isDurable: true })
  try {
    const db = await connectTo(app.dataDir)
    const project = await makeRatingProject(db, app.dataDir, { tasks: 5, candidates: 2 })
    const [rater] = await makeAccounts(db, 1)
    await addMember(db, project.id, rater!.id, 'rater')
    const context = await browser.newContext({ baseURL: app.url })
    await signIn(context, rater!.email)
    const page = await context.newPage()
    await page.exposeFunction('killServer', () => kill(app, 'web'))
    // Not with page.route, which disables the browser's image cache.
    await page.addInitScript(() => {
      const send = window.fetch
      let hasKilled = false
      window.fetch = async (input, init) => {
        const response = await send(input, init)
        if (hasKilled || !String(input).endsWith('/submit')) return response
        hasKilled = true
        await (window as unknown as { killServer(): Promise<void> }).killServer()
        throw new TypeError('The connection was reset.')
      }
    })
    await openRatingScreen(page, project.slug)
    await expectLoadedImages(page, 4)
    for (const last of ['n', 'm', 'y']) {
      const before = await pictureOf(page)
      for (const key of ['y', last, 'Enter']) await page.keyboard.press(key)
      await expectNextPicture(page, before)
    }
    await expect(page.getByRole('status').filter({ hasText: 'Waiting' })).toContainText('3')
    await untilHealthy(app.url)
    await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible({ timeout: 45_000 })
    expect((await submissionsOf(db, project.id)).map(({ answers }) => answers)).toEqual([
      [2, 0],
      [2, 1],
      [2, 2],
    ])
    await context.close()
    await db.end()
  } finally {
    await app.stop()
  }
})
