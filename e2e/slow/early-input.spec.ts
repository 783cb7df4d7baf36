import { expect, signIn, test } from '../support/fixtures'
import { holdScripts } from '../support/rating-page'
import { testPassword } from '../support/rating-rows'

test('submits the sign-in form once if it was submitted before the scripts had loaded', async ({
  page,
  ratingProject,
}) => {
  const email = await ratingProject.addAdmin()
  const { deliver } = await holdScripts(page)
  const posted: string[] = []
  page.on('request', (request) => request.method() === 'POST' && posted.push(new URL(request.url()).pathname))
  await page.goto(`/sign-in?callbackUrl=/projects/${ratingProject.slug}`, { waitUntil: 'commit' })
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(testPassword)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Sign in' }).click()
  expect(posted).toEqual([])
  deliver()
  await expect(page).toHaveURL(`/projects/${ratingProject.slug}`)
  expect(posted.filter((path) => path.startsWith('/api/auth/callback'))).toHaveLength(1)
})

test('changes the language by a click from before the scripts have loaded, and keeps what was typed', async ({
  page,
}) => {
  const { deliver } = await holdScripts(page)
  await page.goto('/sign-in', { waitUntil: 'commit' })
  await page.getByLabel('E-mail').fill('ada@example.org')
  await page.getByRole('button', { name: 'Deutsch' }).click()
  deliver()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Anmelden')
  await expect(page.getByLabel('E-Mail')).toHaveValue('ada@example.org')
})

test('keeps text typed while the scripts load, and saves it by a click from then', async ({
  page,
  context,
  db,
  ratingProject,
}) => {
  await db.query(`UPDATE project SET description = 'Old text' WHERE id = $1`, [ratingProject.id])
  await signIn(context, await ratingProject.addAdmin())
  const { hold, deliver } = await holdScripts(page)
  const address = `/projects/${ratingProject.slug}/settings`
  await page.goto(address, { waitUntil: 'commit' })
  const field = page.getByRole('textbox', { name: 'Description' })
  await field.press('ControlOrMeta+Home')
  await page.keyboard.type('New words before the ')
  deliver()
  const isHydrated = (element: Element) => Object.keys(element).some((key) => key.startsWith('__react'))
  await expect.poll(() => field.evaluate(isHydrated)).toBe(true)
  await page.keyboard.type('very ')
  await expect(field).toHaveValue('New words before the very Old text')

  hold()
  await page.reload({ waitUntil: 'commit' })
  await field.fill('Saved text')
  await page.getByRole('button', { name: 'Save settings' }).click()
  deliver()
  await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible()
  const { rows } = await db.query('SELECT description FROM project WHERE id = $1', [ratingProject.id])
  expect(rows).toEqual([{ description: 'Saved text' }])
})

test('applies a filter, a selection and a menu from before the scripts have loaded', async ({
  page,
  context,
  ratingProject,
}) => {
  await signIn(context, await ratingProject.addAdmin())
  const { hold, deliver } = await holdScripts(page)
  await page.goto(`/projects/${ratingProject.slug}/images`, { waitUntil: 'commit' })
  const image = page.getByRole('main').getByRole('checkbox').first()
  await image.check()
  deliver()
  await expect(page.getByText('1 image selected')).toBeVisible()
  await expect(image).toBeChecked()

  hold()
  await page.goto(`/projects/${ratingProject.slug}/audit`, { waitUntil: 'commit' })
  await page.getByRole('combobox', { name: 'Kind' }).selectOption({ index: 1 })
  deliver()
  await expect(page).toHaveURL(/\/audit\?kind=/)

  hold()
  await page.reload({ waitUntil: 'commit' })
  await page.getByRole('button', { name: /^Account/ }).click()
  deliver()
  await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeVisible()
})

test('applies all filters that were changed before the scripts had loaded', async ({
  page,
  context,
  ratingProject,
}) => {
  await signIn(context, await ratingProject.addAdmin())
  const { deliver } = await holdScripts(page)
  await page.goto(`/projects/${ratingProject.slug}/audit`, { waitUntil: 'commit' })
  const kind = page.getByRole('combobox', { name: 'Kind' })
  await kind.selectOption('raters')
  await page.getByLabel('From').fill('2026-01-01')
  await page.getByLabel('To', { exact: true }).fill('2026-12-31')
  deliver()
  await expect(page).toHaveURL(`/projects/${ratingProject.slug}/audit?kind=raters&from=2026-01-01&to=2026-12-31`)
  await expect(kind).toHaveValue('raters')
  await expect(page.getByRole('textbox', { name: 'From' })).toHaveValue('2026-01-01')
})

test('submits nothing by a click from before the pictures were painted', async ({
  page,
  context,
  db,
  newRatingProject,
}) => {
  const { id, slug, email } = await newRatingProject({ tasks: 2, candidates: 1 })
  await db.query("UPDATE membership SET role = 'expert' WHERE project_id = $1", [id])
  await db.query('INSERT INTO golden_draw (project_id, id, seed, size, is_stratified) VALUES ($1, 1, 1, 2, false)', [
    id,
  ])
  await db.query(
    'INSERT INTO golden_image (project_id, image_id, draw_id, position) SELECT $1, id, 1, position FROM image WHERE project_id = $1',
    [id],
  )
  await signIn(context, email)
  // Busy devices repeat a click later than they paint.
  await page.addInitScript(() => {
    const { setTimeout: wait } = window
    Object.assign(window, { setTimeout: (act: () => void, ms = 0) => wait(act, ms === 50 ? 3000 : ms) })
  })
  const { deliver } = await holdScripts(page)
  await page.goto(`/expert/${slug}/classes`, { waitUntil: 'commit' })
  await page.getByRole('button', { name: 'Submit' }).dispatchEvent('click')
  await page.getByRole('button', { name: 'Shortcuts' }).click()
  deliver()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expect(page.getByRole('option', { name: 'Image 1 of 2, no', includeHidden: true })).toBeVisible()
  expect((await db.query('SELECT FROM golden_visit WHERE project_id = $1', [id])).rowCount).toBe(0)
})
