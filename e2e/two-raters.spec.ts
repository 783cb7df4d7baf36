import { admin, expect, signIn, test } from './support/fixtures'
import { expectAnswerable } from './support/rating-page'

test('an invite link brings two raters who rate at once; each picture is shown to both and to neither twice', async ({
  browser,
  page,
  context,
  ratingProject,
  db,
  quietConsole,
}) => {
  await db.query(
    "INSERT INTO membership (project_id, user_id, role) SELECT $1, id, 'admin' FROM app_user WHERE email = $2",
    [ratingProject.id, admin.email],
  )
  await signIn(context, admin.email, admin.password)
  await page.goto(`/projects/${ratingProject.slug}/raters`)
  await page.getByRole('button', { name: 'Invite raters' }).click()
  await page.getByLabel('Maximum people').fill('2')
  await page.getByRole('button', { name: 'Create link' }).click()
  const link = await page.getByLabel('Invite link', { exact: true }).inputValue()

  const raters = await Promise.all(
    ['Grace', 'Edith'].map(async (name) => {
      const own = await browser.newContext({ viewport: { width: 1024, height: 768 } })
      const ratingPage = await own.newPage()
      quietConsole.watch(ratingPage)
      await ratingPage.goto(link)
      await ratingPage.getByLabel('Name').fill(name)
      await ratingPage.getByLabel('E-mail').fill(`${name.toLowerCase()}@example.org`)
      await ratingPage.getByLabel('Password').fill('a long enough password')
      await ratingPage.getByRole('button', { name: /join/i }).click()
      await expect(ratingPage).toHaveURL(new RegExp(`/rate/${ratingProject.slug}$`))
      return { own, ratingPage }
    }),
  )
  await Promise.all(
    raters.map(async ({ ratingPage }) => {
      for (let task = 0; task < 3; task++) {
        await expect(ratingPage.getByText('0 of 3', { exact: true })).toBeVisible()
        await expectAnswerable(ratingPage)
        for (const key of 'yny') await ratingPage.keyboard.press(key)
        await expect(ratingPage.getByText('3 of 3', { exact: true })).toBeVisible()
        await ratingPage.keyboard.press('Enter')
        if (task < 2) await expect(ratingPage.getByText('0 of 3', { exact: true })).toBeVisible()
      }
      await expect(ratingPage.getByText('You have rated everything')).toBeVisible()
    }),
  )
  const { rows } = await db.query('SELECT assigned, submitted FROM task WHERE project_id = $1', [ratingProject.id])
  expect(rows).toEqual([1, 2, 3].map(() => ({ assigned: 2, submitted: 2 })))

  const third = await browser.newContext()
  const late = await third.newPage()
  await late.goto(link)
  await expect(late.getByRole('main')).toContainText('This invite has reached its limit')
  await Promise.all([...raters.map(({ own }) => own.close()), third.close()])
  await db.query("DELETE FROM app_user WHERE email IN ('grace@example.org', 'edith@example.org')")
})
