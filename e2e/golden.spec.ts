import { expectNoSeriousViolations } from './support/axe'
import { expect, signIn, test } from './support/fixtures'
import { makePlannedProject } from './support/plan-rows'
import { expectAnswerable } from './support/rating-page'
import { storePhotos } from './support/rating-project'
import { addMember, makeAccounts, removeProject } from './support/rating-rows'

test('experts answer blind, discuss a disagreement and conclude it without changing an answer', async ({
  page,
  context,
  browser,
  db,
}) => {
  const project = await makePlannedProject(db, { hasGolden: false })
  const [admin, expert] = await makeAccounts(db, 2)
  await addMember(db, project.id, admin!.id, 'admin')
  await addMember(db, project.id, expert!.id, 'expert')
  await signIn(context, admin!.email)

  await page.goto(`/projects/${project.slug}/golden`)
  await page.getByLabel('Images').fill('1')
  // Repeated clicks draw no further images.
  await page.getByRole('button', { name: /^Draw/ }).evaluate(async (button: HTMLButtonElement) => {
    for (const ms of [0, 50, 60, 70]) {
      await new Promise((resolve) => setTimeout(resolve, ms))
      button.click()
    }
  })
  const drawn = () => db.query('SELECT image_id FROM golden_image WHERE project_id = $1', [project.id])
  await expect.poll(async () => (await drawn()).rowCount).toBe(1)
  const imageId = (await drawn()).rows[0].image_id
  // The button changes its color once the page lists the drawn image.
  await expect(page.getByRole('button', { name: 'Draw more' })).toBeEnabled()
  await expectNoSeriousViolations(page, 'golden set')
  await page.goto(`/expert/${project.slug}/${imageId}`)
  await expect(page.getByRole('radio', { name: 'class 0: yes' })).toBeVisible()
  // An image without a file cannot be answered.
  await expect(page.getByText('This image has no file')).toBeVisible()
  await expect(page.getByRole('radio', { name: 'class 0: yes' })).toBeDisabled()
  await expect(page.getByRole('group', { name: 'class 0', exact: true })).toHaveCSS('opacity', '0.5')
  await expect(page.getByRole('button', { name: 'Mark rest as no' })).toBeDisabled()
  await storePhotos(db, String(process.env.E2E_DATA_DIR), project.id, { images: 6 })
  await page.reload()
  await expect(page.getByRole('radio', { name: 'class 0: yes' })).toBeEnabled()
  await expect(page.getByRole('group', { name: 'class 0', exact: true })).toHaveCSS('opacity', '1')
  const names = await page.getByRole('radio', { name: /: yes$/i }).evaluateAll((all) => all.length)
  for (let k = 0; k < names; k++) await page.keyboard.press('y')
  await page.keyboard.press('Enter')
  await expect
    .poll(async () => (await db.query('SELECT FROM golden_visit WHERE project_id = $1', [project.id])).rowCount)
    .toBe(1)

  const other = await browser.newContext()
  await signIn(other, expert!.email)
  const second = await other.newPage()
  const seen: string[] = []
  second.on('response', async (response) => {
    if (response.url().includes('/golden')) seen.push(await response.text().catch(() => ''))
  })
  await second.goto(`/expert/${project.slug}/${imageId}`)
  await expect(second.getByRole('radio', { name: 'class 0: yes' })).toBeVisible()
  await expectNoSeriousViolations(second, 'expert screen')
  await expectAnswerable(second)
  seen.push(await second.content())
  for (let k = 0; k < names; k++) await second.keyboard.press('n')
  await second.keyboard.press('Enter')
  await expect
    .poll(async () => (await db.query('SELECT FROM golden_visit WHERE project_id = $1', [project.id])).rowCount)
    .toBe(2)
  expect(seen.length).toBeGreaterThan(1)
  expect(seen.join()).not.toMatch(/isOriginal|modelId|"models"|alpha|beta|gamma/)

  await second.goto(`/projects/${project.slug}/golden/disagreements`)
  await second.getByRole('link', { name: /class 0/ }).click()
  await second.getByLabel('Your note').fill('It stands in the background.')
  await second.getByRole('button', { name: 'Resolve: yes' }).click()
  // The input contains the same words as the text checked below.
  const notes = async () =>
    (await db.query('SELECT conclusion FROM golden_note WHERE project_id = $1', [project.id])).rows
  await expect.poll(notes).toEqual([{ conclusion: 2 }])
  await expect(second.getByText('It stands in the background.')).toBeVisible()
  await expectNoSeriousViolations(second, 'disagreements')
  const { rows: answers } = await db.query(
    `SELECT g.answer FROM golden_answer g JOIN candidate c ON c.project_id = g.project_id AND c.id = g.candidate_id
     WHERE g.project_id = $1 AND c.class_id = 0 ORDER BY g.answer`,
    [project.id],
  )
  expect(answers.map(({ answer }) => answer)).toEqual([0, 2])

  // Answers that were given elsewhere.
  await page.goto(`/projects/${project.slug}/golden`)
  const { rows } = await db.query('SELECT file_name FROM image WHERE project_id = $1 AND id = $2', [
    project.id,
    imageId,
  ])
  for (const name of ['nobody.jpg', rows[0].file_name]) {
    await page.getByRole('button', { name: 'Import answers' }).click()
    const dialog = page.getByRole('dialog')
    const buffer = Buffer.from(`file,class,expert,answer\n${name},class 0,Edith,yes\n`)
    const file = { name: 'answers.csv', mimeType: 'text/csv', buffer }
    await dialog.getByLabel('Files of answers', { exact: true }).setInputFiles(file)
    await dialog.getByRole('button', { name: 'Import answers' }).click()
    await expect(dialog).toBeHidden()
    if (name === 'nobody.jpg') await expect(page.getByRole('main')).toContainText('answers.csv, line 2, field "file"')
  }
  await expect(page.getByText('1 golden answer read, 1 of them new.')).toBeVisible()
  await expect(page.getByRole('row', { name: /^Edith/ })).toBeVisible()
  await page.goto('about:blank')

  await other.close()
  await removeProject(db, project.id)
  await db.query('DELETE FROM app_user WHERE id = ANY ($1)', [[admin!.id, expert!.id]])
})

test('experts answer the golden set class by class by keyboard, blind, with drafts and undo', async ({
  page,
  context,
  db,
  newRatingProject,
  quietConsole,
}) => {
  quietConsole.allow(/ERR_INTERNET_DISCONNECTED/)
  const project = await newRatingProject({ tasks: 14, candidates: 1 })
  await db.query("UPDATE membership SET role = 'expert' WHERE project_id = $1", [project.id])
  await db.query('INSERT INTO golden_draw (project_id, id, seed, size, is_stratified) VALUES ($1, 1, 1, 14, false)', [
    project.id,
  ])
  await db.query(
    'INSERT INTO golden_image (project_id, image_id, draw_id, position) SELECT $1, id, 1, position FROM image WHERE project_id = $1',
    [project.id],
  )
  await signIn(context, project.email)
  await page.goto(`/expert/${project.slug}`)
  const topBar = page.getByRole('banner')
  await expect(topBar.getByRole('link').first()).toHaveAccessibleName(/ Golden set$/)
  for (const width of [320, 360]) {
    await page.setViewportSize({ width, height: 640 })
    const ends = await topBar
      .locator('a, button')
      .evaluateAll((controls) => controls.map((control) => control.getBoundingClientRect().right))
    expect(Math.max(...ends), `end of the top bar's controls at ${width} pixels`).toBeLessThanOrEqual(width)
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByRole('link', { name: 'By class' }).click()
  await expect(page.getByRole('heading', { name: 'class 0' })).toBeVisible()
  const pictures = page.getByRole('option')
  const picture = (position: number, answer: string) =>
    page.getByRole('option', { name: `Image ${position} of 12, ${answer}` })
  await expect(pictures).toHaveCount(12)
  await expect(page.getByText('0 yes · 0 maybe · the rest are no')).toBeVisible()
  await page.keyboard.press('q')
  await page.keyboard.press('Shift+KeyS')
  await expect(picture(1, 'yes')).toHaveAttribute('aria-selected', 'true')
  await expectNoSeriousViolations(page, 'golden set class first')

  // The draft and the chosen mode are restored after a reload.
  await page.goto(`/expert/${project.slug}`)
  await expect(picture(6, 'maybe')).toBeVisible()
  await expect(page.getByText('the rest are no')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(pictures).toHaveCount(2)
  await page.keyboard.press('Backspace')
  await expect(picture(1, 'yes')).toBeVisible()
  await expect(page.getByText('the rest are no')).toBeVisible()
  await page.keyboard.press('KeyV')
  await page.keyboard.press('Enter')
  await expect(pictures).toHaveCount(2)
  await expect(page.getByText('the rest are no')).toBeVisible()

  // The last page is kept while offline and sent afterwards.
  await context.setOffline(true)
  await page.keyboard.press('Enter')
  await expect(page.getByText('No connection')).toBeVisible()
  await context.setOffline(false)
  await expect(page.getByRole('heading', { name: 'You have answered the whole golden set' })).toBeFocused()
  const { rows } = await db.query(
    `SELECT answer, (asked ->> 'isRest')::boolean AS is_rest, (asked ->> 'shownMs')::int >= 300 AS is_seen
     FROM golden_answer WHERE project_id = $1 AND source = 'expert'`,
    [project.id],
  )
  expect(rows).toHaveLength(14)
  expect(rows.filter(({ answer }) => answer === 2)).toHaveLength(2)
  expect(rows.filter(({ answer }) => answer === 1)).toHaveLength(1)
  expect(rows.every((row) => row.is_seen && row.is_rest === (row.answer === 0))).toBe(true)
  const visits = await db.query('SELECT FROM golden_visit WHERE project_id = $1', [project.id])
  expect(visits.rowCount).toBe(14)
})
