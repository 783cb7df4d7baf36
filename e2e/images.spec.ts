import { expectNoSeriousViolations } from './support/axe'
import { expect, test } from './support/fixtures'
import { holdRequests } from './support/hold-requests'
import { addOldRun, imageCount, makeImageProject } from './support/image-rows'
import { openAsAdmin } from './support/own-project'

let slug: string
let projectId: number
let remove: () => Promise<void>
test.beforeEach(async ({ db, context }) => {
  ;({ slug, id: projectId, remove } = await openAsAdmin(db, context, await makeImageProject(db)))
})
test.afterEach(async ({ page }) => {
  await page.goto('about:blank')
  await remove()
})

const placesWhere = (test: (index: number) => boolean) =>
  Array.from({ length: imageCount }, (_, index) => index).filter(test)

test('combines and removes filters, and restores the list from its link', async ({ page, context }) => {
  await page.goto(`/projects/${slug}/images`)
  const main = page.getByRole('main')
  await expect(main).toContainText(`1–60 of ${imageCount}`)
  const changed = placesWhere((index) => index % 2 === 0)
  await page
    .getByRole('navigation', { name: 'Presets' })
    .getByRole('link', { name: /^Changed/ })
    .click()
  await expect(main).toContainText(`1–60 of ${changed.length}`)
  await page.getByRole('button', { name: /^Filters/ }).click()
  await expect(page.getByRole('combobox', { name: 'Labels kept' })).toBeVisible()
  await page.getByRole('combobox', { name: 'Labels kept' }).selectOption('No label')
  const both = changed.filter((index) => index % 5 === 0)
  await expect(main).toContainText(`1–${both.length} of ${both.length}`)
  await page.getByRole('textbox', { name: 'Minimum disagreement' }).fill('0.4')
  await page.keyboard.press('Enter')
  const three = both.filter((index) => index % 4 === 0)
  await expect(main).toContainText(`1–${three.length} of ${three.length}`)
  await page.getByRole('combobox', { name: 'Flag', exact: true }).selectOption('Broken')
  const four = three.filter((index) => [4, 40, 80].includes(index))
  await expect(main).toContainText(`1–${four.length} of ${four.length}`)
  await expect(page.getByRole('list', { name: 'Images' }).getByRole('link')).toHaveCount(four.length)
  await page.getByRole('textbox', { name: 'Score, from' }).fill('0,7')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Use a point for decimals')).toBeVisible()
  await page.getByRole('textbox', { name: 'Score, from' }).fill('7')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Enter a number from 0 to 1')).toBeVisible()
  await expectNoSeriousViolations(page, 'images with the filters open')

  const elsewhere = await context.newPage()
  await elsewhere.goto(page.url())
  await expect(elsewhere.getByRole('list', { name: 'Filters', exact: true }).getByRole('listitem')).toHaveCount(5)
  await expect(elsewhere.getByRole('list', { name: 'Images' }).getByRole('link')).toHaveCount(four.length)
  await elsewhere.close()

  await page.getByRole('button', { name: 'Remove filter: No label' }).click()
  const without = changed.filter((index) => index % 4 === 0 && [4, 40, 80].includes(index))
  await expect(main).toContainText(`1–${without.length} of ${without.length}`)
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect(main).toContainText(`1–60 of ${imageCount}`)
})

test('the list works by keyboard and never loses the focus', async ({ page }) => {
  await page.goto(`/projects/${slug}/images`)
  const links = page.getByRole('list', { name: 'Images' }).getByRole('link')
  await expect(links).toHaveCount(60)
  // Keys before hydration are lost.
  await expect(async () => {
    await page.keyboard.press('ArrowRight')
    await expect(links.nth(0)).toBeFocused({ timeout: 1_000 })
  }).toPass()
  await page.keyboard.press('ArrowRight')
  await expect(links.nth(1)).toBeFocused()
  const tile = page.getByRole('list', { name: 'Images' }).locator('> li').nth(1)
  await expect(tile.getByText('0.30')).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(links.nth(1)).not.toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(links.nth(1)).toBeFocused()
  await page.keyboard.press('Enter')
  const detail = page.getByRole('complementary', { name: 'Image image-1.jpg' })
  await expect(detail).toBeFocused()
  await expectNoSeriousViolations(page, 'an image open beside the list')
  await page.keyboard.press('j')
  await expect(page.getByRole('complementary', { name: 'Image image-2.jpg' })).toBeFocused()
  await page.keyboard.press('k')
  await expect(detail).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(links.nth(1)).toBeFocused()
  await page.keyboard.press('PageDown')
  await expect(page).toHaveURL(/page=2$/)
  await expect(page.getByRole('link', { name: /image-60\.jpg/ })).toBeFocused()
  await page.keyboard.press('PageUp')
  await expect(page.getByRole('link', { name: /image-0\.jpg/ })).toBeFocused()
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(keys).toContainText('Next image')
  await page.keyboard.press('Escape')
  await expect(keys).toBeHidden()
  await expect(page.getByRole('link', { name: /image-0\.jpg/ })).toBeFocused()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary', { name: 'Image image-59.jpg' })).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('complementary', { name: 'Image image-60.jpg' })).toBeFocused()
  await expect(page).toHaveURL(/page=2&image=60$/)
})

test('shows scores with intervals and flags, in the order of the list', async ({ page }) => {
  await page.goto(`/projects/${slug}/images?flag=any&sort=threshold&image=40`)
  const detail = page.getByRole('complementary', { name: 'Image image-40.jpg' })
  await expect(detail).toContainText('2 of 3')
  await expect(detail).toContainText('[0.20, 0.95]')
  await expect(detail.getByRole('list', { name: 'Flags' })).toContainText('Grey below.')
  await expect(detail.getByRole('link', { name: 'Rater 7' })).toHaveAttribute('href', `/projects/${slug}/raters/7`)
  await page.goto(`/projects/${slug}/images?image=99999`)
  await expect(page.getByText('Image 99999 is not in this project.')).toBeVisible()
  await expect(page.getByRole('list', { name: 'Images' })).toBeVisible()
  await page.goto(`/projects/${slug}/images?disagree=0.4&sort=disagreement`)
  await expect(page.getByRole('list', { name: 'Images' }).getByRole('link').first()).toContainText('image-0.jpg')
  await expect(page.getByRole('main')).toContainText(`of ${placesWhere((index) => index % 4 === 0).length}`)
})

test('offers to aggregate again for a run without disagreement figures', async ({ page, db }) => {
  await addOldRun(db, projectId)
  await page.goto(`/projects/${slug}/images?disagree=0.4`)
  await expect(page.getByRole('link', { name: 'Aggregate again' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'No images match these filters' })).toBeVisible()
})

test('marks a thumbnail that fails to load', async ({ page, quietConsole }) => {
  quietConsole.allow(/net::ERR_FAILED/)
  await page.route(/variant=thumb/, (route) => route.abort())
  await page.goto(`/projects/${slug}/images`)
  await expect(page.getByTitle('The image did not load').first()).toBeVisible()
})

test('fits filters and the open image on a phone, and makes the list behind inert', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`/projects/${slug}/images?changed=yes&labels=0`)
  await page.getByRole('button', { name: /^Filters/ }).click()
  await expect(page.getByRole('combobox', { name: 'Labels kept' })).toBeVisible()
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(await overflow()).toBeLessThanOrEqual(0)
  await expectNoSeriousViolations(page, 'images on a phone, filters open')
  await page.getByRole('button', { name: /^Show \d+ images$/ }).click()
  await expect(page.getByRole('combobox', { name: 'Labels kept' })).toBeHidden()
  await page.getByRole('list', { name: 'Images' }).getByRole('link').first().click()
  const detail = page.getByRole('complementary', { name: /^Image / })
  await expect(detail).toBeFocused()
  await expect(page.locator('#image-browser')).toHaveAttribute('inert', '')
  expect(await overflow()).toBeLessThanOrEqual(0)
  await expectNoSeriousViolations(page, 'an image on a phone')
  await detail.getByRole('link', { name: 'Close image' }).click()
  await expect(detail).toBeHidden()
  await expect(page.locator('#image-browser')).not.toHaveAttribute('inert', '')
})

test('shows a page of a large project while its images are counted, and then their number', async ({ page, db }) => {
  const part = `${'0'.repeat(60)}1`
  const matching = 10_100
  // To reject a name of zeros, each of its characters is compared with the part, so that the count takes a while.
  await db.query(
    `INSERT INTO image (project_id, id, position, file_name)
     SELECT $1, n + 1000, n + 1000, CASE WHEN n <= $3 THEN $2 WHEN n <= 20000 THEN repeat('0', 500) ELSE '' END || '-' || n
     FROM generate_series(1, 50500) n`,
    [projectId, part, matching],
  )
  const main = page.getByRole('main')
  const next = main.getByRole('navigation', { name: 'Pages', exact: true }).getByRole('link', { name: 'Next page' })
  const release = await holdRequests(page, '**/image-total**')
  await page.goto(`/projects/${slug}/images?name=${part}`)
  await expect(main).toContainText('Counting the images that match the filters…')
  await expect(main).toContainText('1–60 · Counting…')
  await expect(main.getByRole('checkbox')).toHaveCount(60)
  await expectNoSeriousViolations(page, 'images that are still being counted')
  await next.click()
  await expect(main).toContainText('61–120 · Counting…')
  await main.getByRole('checkbox', { name: `Select ${part}-61`, exact: true }).check()
  const bar = page.getByRole('region', { name: 'Selected images' })
  await bar.getByRole('button', { name: 'Select this page' }).click()
  await expect(bar).toContainText('60 images selected')
  await expect(bar.getByRole('button', { name: 'Counting the images that match the filters' })).toBeDisabled()
  release()
  await expect(main).toContainText('10,100 images match the filters')
  await expect(main).toContainText('61–120 of 10,100')
  await expect(main.getByRole('navigation', { name: 'Pages', exact: true })).toContainText('of 169')
  await bar.getByRole('button', { name: 'Select all 10,100 images that match the filters' }).click()
  await expect(bar).toContainText('10,100 images selected')
  await page.goto(`/projects/${slug}/images?name=${part}&page=999`)
  await expect(main).toContainText('10,081–10,100 of 10,100')
})
