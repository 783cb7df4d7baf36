import { expect, signIn, test } from '../support/fixtures'
import { answerTwoCandidates, openRatingScreen } from '../support/rating-page'
import { submissionsOf } from '../support/rating-project'

test('a browser whose clock jumps by days keeps rating, and its durations do not include the jump', async ({
  page,
  context,
  db,
  newRatingProject,
}) => {
  const { id, slug, email } = await newRatingProject({ tasks: 4, candidates: 2, quota: 1, width: 160, height: 120 })
  await signIn(context, email)
  let requests = 0
  page.on('request', (request) => (requests += request.url().includes('/assignments/') ? 1 : 0))
  await openRatingScreen(page, slug)
  const now = Date.now()
  const day = 86_400_000
  for (const jump of [2 * day, -3 * day, 0]) {
    await page.clock.setSystemTime(now + jump)
    await answerTwoCandidates(page)
  }
  await expect.poll(async () => (await submissionsOf(db, id)).length).toBe(3)
  for (const { answers, activeMs } of await submissionsOf(db, id)) {
    expect(answers).toEqual([2, 0])
    expect(activeMs ?? 0).toBeGreaterThanOrEqual(0)
    expect(activeMs ?? 0).toBeLessThan(10 * 60_000)
  }
  const { rows } = await db.query('SELECT duration_ms AS ms FROM assignment WHERE project_id = $1', [id])
  for (const { ms } of rows) expect(ms ?? 0).toBeLessThan(10 * 60_000)
  // A browser that took all leases for expired would request tasks endlessly.
  expect(requests).toBeLessThan(60)
})
