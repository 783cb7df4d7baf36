import { expectNoSeriousViolations } from './support/axe'
import { apiFor, expect, signIn, test } from './support/fixtures'
import { holdRequests } from './support/hold-requests'
import { makePlannedProject } from './support/plan-rows'
import { openRatingScreen } from './support/rating-page'
import { addMember, makeAccounts, removeProject } from './support/rating-rows'

test("raters see an admin's class pair decision on the rating screen and in the guidelines, until it is undone", async ({
  browser,
  page,
  context,
  ratingProject,
}) => {
  const { slug } = ratingProject
  await signIn(context, await ratingProject.addAdmin())
  await page.goto(`/projects/${slug}/classes`)
  await expect(page.getByRole('table')).toContainText('class 2')
  await expectNoSeriousViolations(page, 'the list of classes')
  await page.getByRole('navigation', { name: 'Classes' }).getByRole('link', { name: 'Class pairs' }).click()
  await expect(page.getByRole('heading', { name: 'No class pairs yet' })).toBeVisible()
  await expectNoSeriousViolations(page, 'the list of pairs')

  // Only the header says so.
  const noStatistics = page.getByText('Statistics appear here once you have aggregated votes.')
  await page.goto(`/projects/${slug}/classes/0`)
  await expect(noStatistics).toHaveCount(1)
  await page.goto(`/projects/${slug}/classes/pairs/0/1`)
  await expect(noStatistics).toHaveCount(1)
  await page.getByRole('radio', { name: /“class 0” is the same as “class 1”/ }).check()
  await page.getByRole('textbox', { name: 'Note for raters (optional)' }).fill('Both are written on the box.')
  await page.getByRole('button', { name: 'Save decision' }).click()
  await expect(page.getByRole('list', { name: 'Decision history' })).toContainText('“class 0” is the same as “class 1”')
  const undo = page.getByRole('button', { name: 'Undo' })
  await expect(undo).toBeVisible()
  // It would replace what is typed next.
  const note = page.getByRole('textbox', { name: 'Note for raters (optional)' })
  await note.fill('Not saved.')
  await expect(undo).toHaveCount(0)
  await note.fill('Both are written on the box.')
  await expect(undo).toBeVisible()
  await expectNoSeriousViolations(page, 'a pair of classes')

  const own = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const ratingPage = await own.newPage()
  await signIn(own, await ratingProject.addRater())
  await openRatingScreen(ratingPage, slug)
  const about = ratingPage.getByRole('region', { name: 'About the selected label' })
  // The order of labels depends on the task; the decision is shown with either class.
  await expect(async () => {
    await ratingPage.keyboard.press('ArrowDown')
    await expect(about).toContainText(
      /The same as class [01] in this project\. Give both the same answer\. Both are written on the box\./,
      {
        timeout: 500,
      },
    )
  }).toPass()
  await expect(ratingPage.getByText('class 2', { exact: true }).first()).toBeVisible()
  await expectNoSeriousViolations(ratingPage, 'the rating screen with a decision about two classes')

  await page.getByRole('radio', { name: 'No decision' }).check()
  await page.getByRole('button', { name: 'Withdraw decision' }).click()
  await expect(page.getByText('No decision yet.')).toBeVisible()
  await expect(page.getByRole('list', { name: 'Decision history' })).toContainText('Decision withdrawn')
  await own.close()
})

test('a plan also asks about the paired class of a proposed class, and says so', async ({ page, context, db }) => {
  const { id, slug } = await makePlannedProject(db, { hasGolden: true })
  const [account] = await makeAccounts(db, 1)
  await addMember(db, id, account!.id, 'admin')
  await signIn(context, account!.email)
  await page.goto(`/projects/${slug}/classes/pairs/1/2`)
  await page.getByRole('radio', { name: /“class 1” is the same as “class 2”/ }).check()
  await page.getByRole('button', { name: 'Save decision' }).click()
  await expect(page.getByRole('list', { name: 'Decision history' })).toContainText('same')
  await page.goto(`/projects/${slug}/plan`)
  const figures = page.getByRole('complementary', { name: 'Figures' })
  await expect(figures).toContainText('Up to date', { timeout: 60_000 })
  // Beta proposes class 2 for every image. Without beta, only the class pair decision adds it.
  await expect(figures).not.toContainText('from class decisions')
  await page.getByRole('checkbox', { name: 'beta' }).click()
  await expect(figures).toContainText('from class decisions', { timeout: 60_000 })

  // An unused class can be deleted; a used one says what uses it.
  await db.query(
    "INSERT INTO class (project_id, id, class_index, name, other_names, path) VALUES ($1, 9, 9, 'class 9', '{}', '{}')",
    [id],
  )
  const dialog = page.getByRole('dialog')
  const askRemoval = async (answer: string) => {
    await page.getByRole('button', { name: 'Remove class' }).first().click()
    await expect(dialog).toContainText(answer)
  }
  await page.goto(`/projects/${slug}/classes/1`)
  await askRemoval('It cannot be removed, because it is used by')
  await expect(dialog.getByRole('button', { name: 'Remove class' })).toBeDisabled()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await page.goto(`/projects/${slug}/classes/9`)
  await askRemoval('Nothing uses it.')
  await dialog.getByRole('button', { name: 'Remove class' }).click()
  await expect(page).toHaveURL(/\/classes$/)
  await page.goto('/')
  await removeProject(db, id)
  await db.query('DELETE FROM app_user WHERE id = $1', [account!.id])
})

test('keeps what another admin wrote about a class while its form was open', async ({
  page,
  context,
  db,
  ratingProject,
  quietConsole,
}) => {
  quietConsole.allow(/status of 409/)
  const { slug } = ratingProject
  const email = await ratingProject.addAdmin()
  await signIn(context, email)
  const release = await holdRequests(page, '**/class-notes/*')
  await page.goto(`/projects/${slug}/classes/1`)
  // The page is refreshed once the note is saved, behind the dialog.
  await page.getByRole('button', { name: 'Write a note on class 1' }).click()
  await page.getByRole('textbox', { name: 'Note on class 1' }).fill('Only whole ones.')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Edit “class 1”' })
  await dialog.getByLabel('Name', { exact: true }).fill('mine')
  const theirs = { name: 'class 1', otherNames: [], gloss: 'Theirs.' }
  const { rows } = await db.query('SELECT id FROM class WHERE project_id = $1 AND class_index = 1', [ratingProject.id])
  const api = await apiFor(email)
  expect((await api.request('PATCH', `/api/projects/${slug}/classes/${rows[0].id}`, theirs)).status).toBe(200)
  release()
  await expect(page.getByText('Theirs.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByRole('alert')).toContainText('changed')
  await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue('mine')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('class 1')
})

test('an admin corrects the name and description of a class, which raters then see', async ({
  page,
  context,
  ratingProject,
  browser,
  quietConsole,
}) => {
  // Refused: another class has the name.
  quietConsole.allow(/status of 409/)
  const { slug } = ratingProject
  await signIn(context, await ratingProject.addAdmin())
  await page.goto(`/projects/${slug}/classes/1`)
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Edit “class 1”' })
  await dialog.getByLabel('Name', { exact: true }).fill('CLASS 2')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText('is the name of class 2')).toBeVisible()
  await dialog.getByLabel('Name', { exact: true }).fill('alley cat')
  await dialog.getByLabel('Other names').fill('cat\n\n tomcat ')
  await dialog.getByLabel('Description').fill('A domestic cat outdoors.')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('heading', { name: 'alley cat', level: 1 })).toBeVisible()
  await expect(page.getByText('cat, tomcat')).toBeVisible()
  await expect(page.getByText('A domestic cat outdoors.')).toBeVisible()
  await expectNoSeriousViolations(page, 'a class')

  const own = await browser.newContext()
  const ratingPage = await own.newPage()
  await signIn(own, await ratingProject.addRater())
  await openRatingScreen(ratingPage, slug)
  await expect(ratingPage.getByText('alley cat', { exact: true }).first()).toBeVisible()
  await own.close()
})
