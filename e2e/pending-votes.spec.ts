import { expect, signIn, test } from './support/fixtures'
import { expectAnswerable } from './support/rating-page'

test('holds offline answers for their own rater while another account rates in the same browser', async ({
  page,
  context,
  ratingProject,
  db,
  quietConsole,
}) => {
  quietConsole.allow(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/)
  const [first, second] = [await ratingProject.addRater(), await ratingProject.addRater()]
  const votesOf = async (email: string) => {
    const { rows } = await db.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM vote v
       JOIN rater_identity a ON a.project_id = v.project_id AND a.rater_id = v.rater_id
       JOIN app_user u ON u.id = a.user_id WHERE v.project_id = $1 AND u.email = $2`,
      [ratingProject.id, email],
    )
    return rows[0]!.n
  }
  const rateOne = async () => {
    // The hint appears after hydration.
    await expect(page.getByRole('complementary', { name: 'Keys' })).toBeVisible()
    await expect(page.getByText('0 of 3', { exact: true })).toBeVisible()
    await expectAnswerable(page)
    for (const key of 'yny') await page.keyboard.press(key)
    await page.keyboard.press('Enter')
  }
  const ratingPage = `/rate/${ratingProject.slug}`

  await signIn(context, first)
  await page.goto(ratingPage)
  await page.route('**/submit', (route) => route.abort())
  await rateOne()
  await expect(page.getByRole('main')).toContainText('No connection')
  await page.goto('about:blank')
  await page.unroute('**/submit')

  await context.clearCookies()
  await signIn(context, second)
  await page.goto(ratingPage)
  await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible()
  await expect(page.getByText('not taken')).toHaveCount(0)
  await rateOne()
  await expect(page.getByText('0 of 3', { exact: true })).toBeVisible()
  await expect.poll(() => votesOf(second)).toBe(3)
  expect(await votesOf(first)).toBe(0)
  // Requests for the next task would be refused after the rater signs out.
  await page.goto('about:blank')

  await context.clearCookies()
  await signIn(context, first)
  await page.goto(ratingPage)
  await expect.poll(() => votesOf(first)).toBe(3)
  expect(await votesOf(second)).toBe(3)
})
