import type { Page } from 'playwright/test'
import { expectNoSeriousViolations } from './support/axe'
import { apiFor, expect, signIn, test } from './support/fixtures'
import { holdRequests } from './support/hold-requests'
import { expectAnswerable } from './support/rating-page'

const rules = (second: string) => `# What counts\n\nAnswer yes for what is clearly there.\n\n${second}\n`

async function write(page: Page, label: string, text: string, status: RegExp = /^Saved$/) {
  await page.getByRole('textbox', { name: label }).fill(text)
  await page.getByRole('button', { name: 'Save as a new version' }).click()
  await expect(page.getByRole('status').filter({ hasText: status })).toBeVisible()
}

test('shows guidelines before the first task, and the changes of a new version before the next', async ({
  browser,
  page,
  context,
  ratingProject,
}) => {
  const { slug } = ratingProject
  await signIn(context, await ratingProject.addAdmin())
  await page.goto(`/projects/${slug}/texts`)
  await expect(page.getByText('Raters start without reading any')).toBeVisible()
  const editor = page.getByRole('textbox', { name: 'Guidelines' })
  await editor.fill(rules('A toy does *not* count. <img src=x onerror=alert(1)> [no](javascript:alert(1))'))
  const preview = page.getByRole('region', { name: 'Preview' })
  await expect(preview.getByRole('heading', { name: 'What counts' })).toBeVisible()
  await expect(preview.getByText('<img src=x onerror=alert(1)>')).toBeVisible()
  await expect(preview.getByRole('img')).toHaveCount(0)
  await expect(preview.getByRole('link')).toHaveCount(0)
  await write(page, 'Guidelines', rules('A toy does *not* count here.'))
  await expectNoSeriousViolations(page, 'the texts of a project')

  const own = await browser.newContext({ viewport: { width: 1024, height: 768 } })
  const ratingPage = await own.newPage()
  const rater = await ratingProject.addRater()
  await signIn(own, rater)
  await ratingPage.goto(`/rate/${slug}`)
  await expect(ratingPage.getByRole('heading', { name: 'Before you start: read the guidelines' })).toBeVisible()
  await expect(ratingPage.getByText('A toy does not count here.')).toBeVisible()
  await expect(ratingPage.getByRole('heading', { name: 'Which of these are in the image?' })).toHaveCount(0)
  await expectNoSeriousViolations(ratingPage, 'the guidelines before the first task')
  await ratingPage.getByRole('button', { name: 'I have read this' }).click()
  await expect(ratingPage.getByText('0 of 3', { exact: true })).toBeVisible()
  await expect(ratingPage.locator('li[aria-current]')).toBeFocused()

  await ratingPage.getByRole('button', { name: /Guidelines/ }).click()
  await expect(ratingPage.getByRole('dialog').getByText('A toy does not count here.')).toBeVisible()
  await ratingPage.keyboard.press('Escape')

  await write(page, 'Guidelines', rules('A toy or a drawing does *not* count.'))
  await expect(page.getByRole('button', { name: 'Save as a new version' })).toBeDisabled()
  await expectAnswerable(ratingPage)
  for (const key of 'yny') await ratingPage.keyboard.press(key)
  await ratingPage.keyboard.press('Enter')
  await expect(async () => {
    if (await ratingPage.getByText('0 of 3', { exact: true }).isVisible()) {
      // A task that was already leased is rated first.
      await expectAnswerable(ratingPage)
      for (const key of 'nnn') await ratingPage.keyboard.press(key)
      await ratingPage.keyboard.press('Enter')
    }
    await expect(ratingPage.getByRole('heading', { name: 'The guidelines have changed' })).toBeVisible({
      timeout: 1_000,
    })
  }).toPass()
  const changes = ratingPage.getByRole('region', { name: 'What has changed' })
  await expect(changes.getByText('Changed', { exact: true })).toBeVisible()
  await expect(changes.locator('del')).toContainText('here')
  await expect(changes.locator('ins')).toContainText('or a drawing')
  await expect(ratingPage.getByRole('region', { name: 'The whole text' })).toBeHidden()
  await ratingPage.getByRole('button', { name: 'Show the whole text' }).click()
  await expect(ratingPage.getByText('A toy or a drawing does not count.')).toBeVisible()
  await expectNoSeriousViolations(ratingPage, 'guidelines that have changed')
  await ratingPage.getByRole('button', { name: 'I have read this' }).click()
  await expect(ratingPage.getByRole('heading', { name: 'The guidelines have changed' })).toHaveCount(0)
  await expect(ratingPage.getByText(/0 of 3|You have rated everything/).first()).toBeVisible()
  await own.close()

  await page.reload()
  const versions = page.getByRole('region', { name: 'Versions' })
  await expect(versions.getByRole('row').nth(1)).toContainText(/2 current.*1/)
  await page.getByRole('button', { name: 'Show version 1' }).click()
  await page.getByRole('button', { name: 'Use this text again' }).click()
  await expect(page.getByText('Version 1 is in the editor')).toBeVisible()
  await page.getByRole('button', { name: 'Save as a new version' }).click()
  await expect(versions.getByRole('row').nth(1)).toContainText('3 current')
})

test('keeps what an admin types before the scripts have loaded', async ({ page, context, ratingProject }) => {
  await signIn(context, await ratingProject.addAdmin())
  const release = await holdRequests(page, '**/_next/static/**/*.js')
  await page.goto(`/projects/${ratingProject.slug}/texts/guidelines`, { waitUntil: 'commit' })
  await page.getByRole('textbox', { name: 'Guidelines' }).fill(rules('A toy does not count.'))
  release()
  await expect(page.getByRole('region', { name: 'Preview' }).getByText('A toy does not count.')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Guidelines' })).toHaveValue(/A toy does not count/)
})

test('asks once before an unsaved text is lost or replaced', async ({ page, context, ratingProject, db }) => {
  const { slug, id } = ratingProject
  await db.query("UPDATE project SET languages = '{de}' WHERE id = $1", [id])
  await signIn(context, await ratingProject.addAdmin())
  await page.goto(`/projects/${slug}/texts/guidelines`)
  await write(page, 'Guidelines', rules('First.'))
  await write(page, 'Guidelines', rules('Second.'))
  const editor = page.getByRole('textbox', { name: 'Guidelines' })
  await editor.fill('Not saved yet.')
  const asked: string[] = []
  let isSure = false
  page.on('dialog', async (dialog) => {
    asked.push(dialog.type())
    await (isSure ? dialog.accept() : dialog.dismiss())
  })
  await page.getByRole('button', { name: 'Show version 1' }).click()
  await page.getByRole('button', { name: 'Use this text again' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(editor).toHaveValue('Not saved yet.')
  expect(asked).toEqual(['confirm'])

  const search = page.getByRole('dialog', { name: /^Search/ })
  await page.keyboard.press('Control+k')
  await search.getByRole('combobox').fill('Flags')
  await search.getByRole('option', { name: /^Flags/ }).click()
  await expect(search).toHaveCount(0)
  await expect(editor).toHaveValue('Not saved yet.')
  expect(asked).toEqual(['confirm', 'confirm'])

  isSure = true
  await page.getByRole('link', { name: /^German/ }).click()
  await expect(page).toHaveURL(/language=de$/)
  expect(asked).toEqual(['confirm', 'confirm', 'confirm'])
})

test('keeps the note that another admin wrote while the same one is edited', async ({
  page,
  context,
  ratingProject,
  quietConsole,
}) => {
  quietConsole.allow(/status of 409/)
  const { slug } = ratingProject
  const admin = await ratingProject.addAdmin()
  await signIn(context, admin)
  await page.goto(`/projects/${slug}/texts/class-notes`)
  await page.getByRole('searchbox', { name: 'Find a class' }).fill('class 1')
  const edit = page.getByRole('button', { name: /note on class 1$/ })
  await edit.click()
  const editor = page.getByRole('textbox', { name: 'Note on class 1' })
  await editor.fill('Mine.')
  await page.getByRole('link', { name: 'Overview' }).first().click()
  await expect(editor).toHaveValue('Mine.')
  await page.getByRole('searchbox', { name: 'Find a class' }).fill('class 2')
  await expect(page.getByRole('button', { name: /note on class 2$/ })).toBeVisible()
  await expect(editor).toHaveValue('Mine.')
  await page.getByRole('searchbox', { name: 'Find a class' }).fill('class 1')

  const other = await context.newPage()
  await other.goto(`/projects/${slug}/texts/class-notes`)
  await other.getByRole('searchbox', { name: 'Find a class' }).fill('class 1')
  await other.getByRole('button', { name: /note on class 1$/ }).click()
  await other.getByRole('textbox', { name: 'Note on class 1' }).fill('Theirs.')
  await other.getByRole('button', { name: 'Save' }).click()
  await expect(other.getByRole('textbox', { name: 'Note on class 1' })).toHaveCount(0)
  await other.close()

  // The list is fetched again when its window gets the focus.
  const fetched = page.waitForResponse(/\/class-notes\?/)
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
  await fetched
  await page.getByRole('button', { name: 'Save' }).click()
  const problem = page.getByRole('alert').filter({ hasText: /changed/ })
  await expect(problem).toBeVisible()
  await expect(editor).toHaveValue('Mine.')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(editor).toHaveCount(0)
  await expect(page.getByText('Theirs.')).toBeVisible()
  await edit.click()
  await expect(problem).toHaveCount(0)
})

test('lets only raters who consent rate, in German', async ({
  browser,
  page,
  context,
  ratingProject,
  db,
  quietConsole,
}) => {
  const { slug, id } = ratingProject
  await signIn(context, await ratingProject.addAdmin())
  await page.goto(`/projects/${slug}/texts/consent`)
  await page.getByRole('button', { name: 'Deutsch' }).click()
  await expect(page.getByText('Replace the placeholders in square brackets')).toBeVisible()
  quietConsole.allow(/status of 400/)
  await page.getByRole('button', { name: 'Save as a new version' }).click()
  await expect(page.getByText('still has placeholders in square brackets: [Name der Studie]')).toBeVisible()
  const editor = page.getByRole('textbox', { name: /in Markdown/ })
  await editor.fill((await editor.inputValue()).replace(/[[\]]/g, ''))
  await page.getByRole('button', { name: 'Save as a new version' }).click()
  await expect(page.getByText(/^Version 1, saved/)).toBeVisible()

  const own = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'de-DE' })
  const ratingPage = await own.newPage()
  const rater = await ratingProject.addRater()
  await signIn(own, rater)
  await ratingPage.goto(`/rate/${slug}`)
  await expect(ratingPage.locator('html')).toHaveAttribute('lang', 'de')
  await expect(ratingPage.getByRole('heading', { name: 'Bevor du mitmachst' })).toBeVisible()
  await expectNoSeriousViolations(ratingPage, 'the consent text')
  await ratingPage.getByRole('button', { name: 'Ich stimme nicht zu' }).click()
  await expect(ratingPage.getByText('Du hast nicht zugestimmt')).toBeVisible()
  const readings = 'SELECT kind, version FROM document_reading WHERE project_id = $1'
  expect((await db.query(readings, [id])).rows).toEqual([])

  await ratingPage.getByRole('link', { name: `In ${slug} bewerten` }).click()
  await ratingPage.getByRole('button', { name: 'Ich stimme zu' }).click()
  await expect(ratingPage.getByText('0 von 3', { exact: true })).toBeVisible()
  expect((await db.query(readings, [id])).rows).toEqual([{ kind: 'consent', version: 1 }])

  await ratingPage.goto('/projects')
  await ratingPage.getByRole('button', { name: /^Konto von/ }).click()
  await ratingPage.getByRole('menuitemradio', { name: 'English' }).click()
  await expect(ratingPage.getByRole('heading', { name: 'Projects' })).toBeVisible()
  await ratingPage.reload()
  await expect(ratingPage.locator('html')).toHaveAttribute('lang', 'en')
  await own.close()
})

test("shows names and texts in the rater's language, which can be changed during a task", async ({
  browser,
  page,
  context,
  ratingProject,
  quietConsole,
}) => {
  const { slug } = ratingProject
  await signIn(context, await ratingProject.addAdmin())
  await page.goto(`/projects/${slug}/classes/languages`)
  await expect(page.getByRole('heading', { name: 'No further language' })).toBeVisible()
  const upload = (text: string) =>
    page.getByLabel('File with translations').setInputFiles({
      ...{ name: 'names.csv', mimeType: 'text/csv', buffer: Buffer.from(text) },
    })
  quietConsole.allow(/status of 400/)
  await upload('index,name_de,gloss_de\n0,Schleie,\n,,ein Fisch\n')
  await expect(page.getByText('names.csv, line 3, field "name_de": expected a name')).toBeVisible()
  await upload('index,name_de,gloss_de\n0,Schleie,ein Fisch\n1,Goldfisch,\n')
  const languages = page.getByRole('list', { name: 'Languages of the file' })
  await expect(languages).toContainText(/de: 2 of \d+ names and 1 gloss after the import/)
  await expectNoSeriousViolations(page, 'the check of a file of translations')
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(page.getByText('Imported.')).toBeVisible()
  await expect(page.getByRole('row', { name: /German/ })).toContainText('2 of')
  await page.goto(`/projects/${slug}/texts/guidelines`)
  await write(page, 'Guidelines', 'Look twice.')
  await page.getByRole('link', { name: 'German missing' }).click()
  await write(page, 'Guidelines', 'Schau zweimal hin.')
  await expect(page.getByRole('link', { name: 'German current' })).toBeVisible()

  const own = await browser.newContext({ locale: 'de-DE' })
  const ratingPage = await own.newPage()
  await signIn(own, await ratingProject.addRater())
  await ratingPage.goto(`/rate/${slug}`)
  await expect(ratingPage.locator('[lang=de]', { hasText: 'Schau zweimal hin.' }).first()).toBeVisible()
  await ratingPage.getByRole('button', { name: 'Ich habe das gelesen' }).click()
  await expectAnswerable(ratingPage)
  const names = ratingPage.locator('section[aria-labelledby="question"] li p[lang=de]')
  await expect(names.filter({ hasText: 'Schleie' }).first()).toBeVisible()
  await ratingPage.keyboard.press('y')
  const answered = ratingPage.getByRole('radio', { checked: true })
  await expect(answered.first()).toBeAttached()
  const count = await answered.count()
  await ratingPage.keyboard.press('?')
  await ratingPage.getByLabel('Sprache der Begriffe und Texte').selectOption({ label: 'English' })
  await ratingPage.getByRole('button', { name: 'Fertig' }).click()
  await expect(ratingPage.locator('p[lang=en]', { hasText: 'class 0' }).first()).toBeVisible()
  await expect(names).toHaveCount(0)
  await expect(answered).toHaveCount(count)
  await own.close()
})

test('refuses texts and notes written by raters and strangers', async ({ ratingProject, quietConsole }) => {
  quietConsole.allow(/status of 40[0-9]/)
  const { slug } = ratingProject
  const admin = await apiFor(await ratingProject.addAdmin())
  const rater = await apiFor(await ratingProject.addRater())
  const base = `/api/projects/${slug}`
  const text = { text: 'Mine now', basedOn: null }
  for (const [method, path, body] of [
    ['PUT', '/documents/guidelines', text],
    ['PUT', '/documents/consent', text],
    ['GET', '/documents/guidelines/versions', undefined],
    ['POST', '/documents/preview', { text: 'x' }],
    ['GET', '/class-notes', undefined],
    ['PUT', '/class-notes/0', { note: 'x' }],
  ] as const)
    expect((await rater.request(method, `${base}${path}`, body)).status, `${method} ${path}`).toBe(403)
  expect((await admin.request('PUT', `${base}/documents/guidelines`, text)).status).toBe(200)
  expect((await rater.request('GET', `${base}/documents/guidelines`)).status).toBe(200)
  expect((await rater.request('GET', '/api/projects/demo/documents/guidelines')).status).toBe(404)
  expect((await rater.request('POST', '/api/projects/demo/documents/guidelines/readings', { version: 1 })).status).toBe(
    404,
  )
})

test('shows a class note beside its class on the rating screen', async ({ browser, page, context, ratingProject }) => {
  const { slug } = ratingProject
  await signIn(context, await ratingProject.addAdmin())
  await page.goto(`/projects/${slug}/texts/class-notes`)
  await page.getByRole('searchbox', { name: 'Find a class' }).fill('class 1')
  await page.getByRole('button', { name: 'Write a note on class 1' }).click()
  await page.getByRole('textbox', { name: 'Note on class 1' }).fill('Only when all of it is seen.')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('1 class has a note')).toBeVisible()
  await expectNoSeriousViolations(page, 'the notes on classes')

  const own = await browser.newContext()
  const ratingPage = await own.newPage()
  await signIn(own, await ratingProject.addRater())
  await ratingPage.goto(`/rate/${slug}`)
  await ratingPage.getByText('class 1', { exact: true }).first().click()
  await expect(ratingPage.getByText('Only when all of it is seen.').filter({ visible: true }).first()).toBeVisible()
  await own.close()
})
