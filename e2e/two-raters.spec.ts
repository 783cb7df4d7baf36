import { expectNoSeriousViolations } from './support/axe'
import { admin, expect, signIn, test } from './support/fixtures'
import { expectAnswerable, openRatingScreen } from './support/rating-page'

test('shows each image once to each of two raters who join by invite and rate at once', async ({
  browser,
  page,
  context,
  ratingProject,
  db,
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
      await expect(ratingPage.getByRole('heading', { name: 'You have rated everything' })).toBeVisible()
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

test('a rater names what else is in the image, and an admin asks others about it', async ({
  page,
  context,
  browser,
  db,
  ratingProject,
  quietConsole,
}) => {
  const { id, slug } = ratingProject
  await db.query(
    `INSERT INTO class (project_id, id, class_index, external_id, name, other_names, gloss, path)
     VALUES ($1, 50, 50, 'n02084071', 'dog', '{domestic dog}', 'a pet', '{}')`,
    [id],
  )
  await signIn(context, await ratingProject.addRater())
  await openRatingScreen(page, slug)
  await page.keyboard.press('+')
  const dialog = page.getByRole('dialog', { name: 'Something else in this image' })
  const search = dialog.getByRole('combobox')
  await expect(search).toBeFocused()
  await search.fill('class 1')
  await expect(dialog.getByRole('option', { name: /^class 1/ })).toHaveAttribute('aria-disabled', 'true')
  // A list of classes that are on screen begins at the first line that can be added.
  await search.fill('class')
  await expect(dialog.getByRole('option', { name: /in your own words/ })).toHaveAttribute('aria-selected', 'true')
  await search.fill('n02084')
  await expect(dialog.getByRole('option', { name: /^dog/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('button', { name: 'Remove “dog”' })).toBeVisible()
  // Inside a word of a class, the typed text is meant.
  await search.fill('mest')
  await expect(dialog.getByRole('option').first()).toHaveText('Add “mest” in your own words')
  await expect(dialog.getByRole('option').last()).toContainText('dog')
  await page.keyboard.press('ArrowDown')
  await expect(dialog.getByRole('option').last()).toHaveAttribute('aria-selected', 'true')
  await page.route('**/suggestions', (route) => route.abort())
  quietConsole.allow(/ERR_FAILED/)
  await search.fill('a red kite')
  await expect(dialog.getByRole('option', { name: /in your own words/ })).toBeVisible()
  await dialog.getByRole('option', { name: /in your own words/ }).click()
  await expect(dialog.getByRole('alert')).toContainText('Not saved')
  await expect(search).toHaveValue('a red kite')
  await page.unroute('**/suggestions')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('button', { name: 'Remove “a red kite”' })).toBeVisible()
  await expectNoSeriousViolations(page, 'something else in the picture')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: /^Something else/ })).toContainText('2')
  await page.reload()
  await expect(page.getByRole('button', { name: /^Something else/ })).toContainText('2')

  const own = await browser.newContext()
  const office = await own.newPage()
  await signIn(own, await ratingProject.addAdmin())
  await office.goto(`/projects/${slug}/classes/suggestions`)
  const rows = office.getByRole('table', { name: 'Suggestions of raters' }).getByRole('row')
  await expect(rows.filter({ hasText: 'a red kite' })).toContainText('Outside the list')
  await expectNoSeriousViolations(office, 'suggestions')
  await rows
    .filter({ hasText: 'a red kite' })
    .getByRole('button', { name: /^Dismiss/ })
    .click()
  await office.getByRole('button', { name: 'Undo' }).click()
  await expect(rows.filter({ hasText: 'a red kite' })).toBeVisible()
  const kite = rows.filter({ hasText: 'a red kite' })
  await kite.getByRole('button', { name: /^Choose class/ }).click()
  const classOfKite = office.getByRole('combobox', { name: 'Class for “a red kite”' })
  await expect(classOfKite).toBeVisible()
  const tabs = office.getByRole('navigation', { name: 'State of suggestions' })
  await tabs.getByRole('link', { name: /^Dismissed/ }).click()
  await expect(kite).toHaveCount(0)
  await expect(classOfKite).toHaveCount(0)
  await tabs.getByRole('link', { name: /^Open/ }).click()
  await kite.getByRole('button', { name: /^Choose class/ }).click()
  await classOfKite.fill('dog')
  await office.getByRole('option', { name: /^dog/ }).click()
  await expect(kite).toContainText('is dog')
  await kite.getByRole('button', { name: /^Ask raters/ }).click()
  await expect(office.getByText('Raters are asked about 1 class in 1 new task.')).toBeVisible()
  await expect(office.getByText('No suggestions', { exact: true })).toBeVisible()
  await own.close()
})
