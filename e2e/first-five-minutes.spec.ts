import { readFile } from 'node:fs/promises'
import { admin, expect, signIn, test } from './support/fixtures'
import { expectAnswerable, openRatingScreen } from './support/rating-page'
import { countDifferingLabels } from './support/run-labels'

test.describe.configure({ mode: 'serial' })

test('signs in through the form, and explains a wrong password', async ({ page, quietConsole }) => {
  quietConsole.allow(/status of 401/)
  await page.goto('/projects/demo')
  await expect(page).toHaveURL(/\/sign-in/)
  await page.getByLabel('E-mail').fill(admin.email)
  await page.getByLabel('Password').fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Wrong e-mail or password')
  await page.getByLabel('Password').fill(admin.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(/\/projects\/demo$/)
})

test('rates the whole demo queue by keyboard, with one undo', async ({ page, context, db }) => {
  await signIn(context, admin.email, admin.password)
  await openRatingScreen(page, 'demo')
  const image = page.getByRole('img').first()
  await expect(image).toBeVisible()
  // There is no link away from an unanswered image.
  await expect(page.getByText(/MIT; credit after you submit$/)).toBeVisible()
  await expect(page.getByRole('link', { name: /npm package/ })).toHaveCount(0)
  expect(await page.content()).not.toMatch(/isOriginal|proposedBy|demo-\d\d\.jpg/)

  const finished = page.getByRole('heading', { name: 'You have rated everything' })
  const counter = page.getByText(/\d of 8$/)
  let hasUndone = false
  for (let task = 0; task < 30 && !(await finished.isVisible()); task++) {
    await expect(counter).toHaveText(/0 of 8$/)
    // Keys are accepted once the image is painted.
    await expectAnswerable(page)
    const before = await page.getByRole('img').first().getAttribute('src')
    for (let k = 0; k < 8; k++) await page.keyboard.press('ynmynmyn'[k]!)
    await expect(counter).toHaveText(/8 of 8$/)
    await page.keyboard.press('Enter')
    await expect(async () => {
      const isOver = await finished.isVisible()
      // The image may disappear with the last task between these two checks.
      const source = await page
        .getByRole('img')
        .first()
        .getAttribute('src', { timeout: 500 })
        .catch(() => before)
      expect(isOver || source !== before).toBe(true)
    }).toPass()
    if (task === 2 && !hasUndone) {
      await page.keyboard.press('Backspace')
      await expect(page.getByRole('img').first()).toHaveAttribute('src', before as string)
      await expect(counter).toHaveText(/8 of 8$/)
      await expectAnswerable(page)
      await page.keyboard.press('1')
      await page.keyboard.press('m')
      await page.keyboard.press('Enter')
      await expect(counter).toHaveText(/0 of 8$/)
      hasUndone = true
    }
  }
  await expect(finished).toBeFocused()
  const { rows } = await db.query(
    `SELECT count(*)::int AS n FROM vote v JOIN rater r ON r.project_id = v.project_id AND r.id = v.rater_id
     WHERE r.kind = 'human' AND v.project_id = (SELECT id FROM project WHERE slug = 'demo')`,
  )
  expect(rows[0].n).toBe(23 * 8)
})

test('aggregates, shows what changed, and exports the labels', async ({ page, context, db }) => {
  await signIn(context, admin.email, admin.password)
  await page.goto('/projects/demo')
  const aggregate = page.getByRole('button', { name: 'Aggregate' })
  await aggregate.click()
  await expect(page.getByText(/By run 2, which keeps \d+ labels/)).toBeVisible({ timeout: 60_000 })
  await expect(aggregate).toHaveCount(0)
  // Candidates are shown in random order, so the answers above and the resulting labels are random, too.
  const { images: changed } = await countDifferingLabels(db, 'demo', 1, 2)
  await expect(page.getByRole('main')).toContainText(
    changed === 0
      ? 'Run 2 gives every image the same labels as run 1.'
      : `Run 2 changed the labels of ${changed} image${changed === 1 ? '' : 's'} since run 1.`,
  )
  await expect(page.getByRole('table', { name: 'Images' }).getByRole('row')).toHaveCount(1 + 3)
  await expect(page.getByRole('table', { name: 'Runs' })).toContainText('Reassess')
  await page.getByRole('button', { name: 'Download' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: /real\.json/ }).click()
  const labels = JSON.parse(await readFile(await (await download).path(), 'utf8'))
  expect(labels).toHaveLength(23)
  expect(labels.flat().every((label: unknown) => Number.isInteger(label))).toBe(true)
  expect(labels[6]).toContain(620)
  if (changed > 0) {
    await page.getByRole('link', { name: 'See what changed' }).click()
    await expect(page.getByRole('main')).toContainText(/\d+ labels? differ/)
  }
  await page.goto('/projects/demo/images')
  await expect(page.getByRole('main')).toContainText('demo-07.jpg')
})
