import type { Locator, Page } from 'playwright/test'
import { admin, expect, signIn, test } from '@/e2e/support/fixtures'
import { pageAddress } from '@/lib/domain/projects/project-pages'
import { holdRequests } from '../support/hold-requests'

test.beforeEach(({ context }) => signIn(context, admin.email, admin.password))

/** Texts of the page's live regions; Next's own is in a shadow tree. */
const announced = (page: Page) =>
  page.evaluate(() => {
    const regions = [...document.querySelectorAll('[aria-live]:not([aria-live=off]), [role=status]')]
    const next = document.querySelector('next-route-announcer')?.shadowRoot
    return [...regions, next].map((region) => region?.textContent ?? '').filter(Boolean)
  })

/** Waits until exactly one live region has said the text. */
const expectAnnounced = (page: Page, text: RegExp) =>
  expect.poll(async () => (await announced(page)).filter((said) => text.test(said))).toHaveLength(1)

async function openByKey(page: Page, menu: string, link: string) {
  await page.getByRole('navigation', { name: menu }).getByRole('link', { name: link, exact: true }).press('Enter')
}

test('announces each page that a link opens, once and by its own name', async ({ page }) => {
  await page.goto(pageAddress('demo', 'overview'))
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
  for (const entry of ['Classes', 'Raters', 'Images', 'Data', 'Classes']) {
    await openByKey(page, 'Project', entry)
    await expectAnnounced(page, new RegExp(`^${entry}\\b`))
  }
  await page.getByRole('link', { name: 'desk', exact: true }).press('Enter')
  await expect(page).toHaveTitle(/^desk · Class · Demo: .+ · Reassess$/)
  await expectAnnounced(page, /^desk/)
  await page.getByRole('link', { name: 'laptop', exact: true }).press('Enter')
  await expect(page).toHaveTitle(/^desk and laptop · Class pair · Demo: .+ · Reassess$/)
  await expectAnnounced(page, /^desk and laptop/)
  await page.goto('/projects')
  await page.getByRole('link', { name: /^Demo/ }).first().press('Enter')
  await expectAnnounced(page, /Overview|Demo/)
})

test('keeps the focus and announces the rows when a table is searched, sorted or paged', async ({ page }) => {
  await page.goto(pageAddress('demo', 'classPairs'))
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
  const next = page.getByRole('link', { name: 'Next page' })
  await next.press('Enter')
  await expectAnnounced(page, /^Class pairs: 25 rows, page 2 of \d+, sorted by Images confused, descending$/)
  await expect(next).toBeFocused()
  // Without a previous page, its link is no longer there.
  await page.getByRole('link', { name: 'Previous page' }).press('Enter')
  await expectAnnounced(page, /page 1 of/)
  await expect(next).toBeFocused()
  const field = page.getByRole('textbox', { name: 'Page' })
  await field.fill('2')
  await field.press('Enter')
  await expectAnnounced(page, /page 2 of/)
  await expect(field).toBeFocused()

  const search = page.getByRole('searchbox')
  await search.fill('desk')
  await search.press('Enter')
  await expectAnnounced(page, /^Class pairs: \d rows, sorted/)
  await expect(search).toBeFocused()
  await search.fill('nothing of that name')
  await search.press('Enter')
  await expect(page.getByRole('heading', { name: 'No matching class pairs' })).toBeVisible()
  await expect(search).toBeFocused()
  await page.getByRole('link', { name: 'Show all class pairs' }).press('Enter')
  await expect(search).toHaveValue('')
})

test('announces the page of a list that is no table', async ({ page, context, newRatingProject, db }) => {
  const { id, slug, email } = await newRatingProject({ tasks: 25, candidates: 1, quota: 1, width: 16, height: 12 })
  await db.query("INSERT INTO rater (project_id, id, kind) VALUES ($1, 7, 'human')", [id])
  await db.query(
    `INSERT INTO image_flag (project_id, image_id, rater_id, kinds)
     SELECT i.project_id, i.id, r.id, '{broken}' FROM image i JOIN rater r USING (project_id) WHERE i.project_id = $1`,
    [id],
  )
  await db.query("UPDATE membership SET role = 'admin' WHERE project_id = $1", [id])
  await signIn(context, email)
  await page.goto(pageAddress(slug, 'flags'))
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
  const next = page.getByRole('link', { name: 'Next page' })
  await next.press('Enter')
  await expectAnnounced(page, /^Pages of flagged images: 2 of 2$/)
  // Without a next page, its link is no longer there.
  await expect(page.getByRole('link', { name: 'Previous page' })).toBeFocused()
})

test('announces the figures of each threshold that is selected on the curve', async ({ page }) => {
  await page.goto(`${pageAddress('demo', 'runs')}/1`)
  const chart = page.getByRole('figure', { name: /^Precision and recall/ }).getByRole('application')
  const figures = async () => (await announced(page)).filter((said) => /^Threshold.*Labels kept\d+$/.test(said))
  const [ofRun] = await figures()
  const seen = new Set([ofRun])
  for (const selected of [1, 2]) {
    await chart.press('ArrowRight')
    await chart.press('Enter')
    await expectAnnounced(page, /^Selected threshold$/)
    await expect.poll(async () => new Set([...seen, ...(await figures())]).size).toBe(selected + 1)
    for (const text of await figures()) seen.add(text)
  }
  await page.getByRole('button', { name: 'Reset to the run’s' }).press('Enter')
  await expect.poll(figures).toEqual([ofRun])
})

test('moves the focus from a removed filter to the filters, and announces how many images are left', async ({
  page,
}) => {
  await page.goto(pageAddress('demo', 'raters'))
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
  const kind = page.getByRole('combobox', { name: 'Kind' })
  await kind.focus()
  await kind.selectOption('Experts')
  await expectAnnounced(page, /^Raters: 2 rows/)
  await expect(kind).toBeFocused()
  await page.getByRole('button', { name: /^Remove filter/ }).press('Enter')
  await expectAnnounced(page, /^Raters: [3-9] rows/)
  await expect(page.getByRole('combobox').first()).toBeFocused()

  await page.goto(pageAddress('demo', 'images'))
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
  const search = page.getByRole('searchbox', { name: 'File name' })
  await search.fill('demo-01')
  await search.press('Enter')
  await expectAnnounced(page, /^1 image matches the filters/)
  await expect(search).toBeFocused()
})

test('names links by the image and not by its credit, and buttons of charts by their chart', async ({ page }) => {
  await page.goto(pageAddress('demo', 'overview'))
  await expect(page.getByRole('link', { name: /^demo-01\.jpg/ })).toBeVisible()
  await expect(page.getByRole('main').getByRole('img')).toHaveCount(0)
  for (const word of ['Table', 'SVG', 'CSV'])
    await expect(page.getByRole('button', { name: `${word}: Agreement over time`, exact: true })).toHaveCount(1)
})

test('shows the focus in menus and the current page when colors are forced', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await page.goto(pageAddress('demo', 'members'))
  const background = (locator: Locator) => locator.evaluate((element) => getComputedStyle(element).backgroundColor)
  const tabs = page.getByRole('navigation', { name: 'Raters' })
  expect(await background(tabs.locator('[aria-current]'))).not.toBe(
    await background(tabs.getByRole('link', { name: 'Pace' })),
  )
  const account = page.getByRole('button', { name: /^Account of/ })
  await account.press('Enter')
  await expect(page.getByRole('menuitem').first()).toBeVisible()
  await expect(page.getByRole('menuitem').first()).toBeFocused()
  expect(await background(page.locator('[data-highlighted]').first())).not.toBe(
    await background(page.locator('[role=menuitem]:not([data-highlighted])').first()),
  )
})

/** Size of the area around the middle of an element in which a tap reaches it. */
const target = (of: Locator) =>
  of.evaluate((element) => {
    element.scrollIntoView({ block: 'center' })
    const { x, y, width, height } = element.getBoundingClientRect()
    const middle = { x: x + width / 2, y: y + height / 2 }
    const isHit = (dx: number, dy: number) => {
      const hit = document.elementFromPoint(middle.x + dx, middle.y + dy)
      return hit !== null && (element.contains(hit) || hit.contains(element)) && hit.closest('td, th, li, nav') !== hit
    }
    const reach = (dx: number, dy: number) => {
      let steps = 0
      while (steps < 30 && isHit(dx * steps, dy * steps)) steps++
      return steps
    }
    return { width: reach(-1, 0) + reach(1, 0), height: reach(0, -1) + reach(0, 1) }
  })

test('gives small controls a target of 44 pixels on phones', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const expectLarge = async (locator: Locator) => {
    const { width, height } = await target(locator)
    expect(Math.min(width, height), `${await locator.ariaSnapshot()} is ${width} × ${height}`).toBeGreaterThanOrEqual(
      43,
    )
  }
  await page.goto(pageAddress('demo', 'classPairs'))
  await expectLarge(page.getByRole('link', { name: 'Next page' }))
  await page.goto(pageAddress('demo', 'raters'))
  await expectLarge(page.getByRole('checkbox', { name: 'Select rater 3' }))
  await page.goto(`${pageAddress('demo', 'images')}?labels=0`)
  await expectLarge(page.getByRole('button', { name: /^Remove filter/ }))
  await page.goto('/expert/demo/classes')
  await expectLarge(page.getByRole('link', { name: 'By image' }))
  await expectLarge(page.getByRole('link', { name: /^Demo/ }))
})

test('says that a page of one class is busy until its images have loaded', async ({ page }) => {
  const load = await holdRequests(page, /\/api\/projects\/demo\/images\//)
  await page.goto('/expert/demo/classes', { waitUntil: 'commit' })
  await expect(page.getByRole('main')).toHaveAttribute('aria-busy', 'true')
  load()
  await expect(page.getByRole('main')).toHaveAttribute('aria-busy', 'false')
})

test('announces that a job runs and has finished, but not each of its steps', async ({ page }) => {
  await page.goto(pageAddress('demo', 'agreement'))
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
  const said: string[] = []
  await page.exposeFunction('hear', (text: string) => said.push(text))
  await page.evaluate(() => {
    const hear = (window as unknown as { hear(text: string): void }).hear
    const observer = new MutationObserver((changes) => {
      for (const { target } of changes) {
        const element = target instanceof Element ? target : target.parentElement
        const region = element?.closest('[aria-live], [role=status], [role=alert]')
        if (region && region.getAttribute('aria-live') !== 'off' && region.textContent) hear(region.textContent)
      }
    })
    observer.observe(document.body, { childList: true, subtree: true, characterData: true })
  })
  await page.getByRole('button', { name: 'Measure again' }).press('Enter')
  await expect.poll(() => said.at(-1)).toMatch(/: finished$/)
  const ofJob = said.filter((text) => /agreement/i.test(text))
  expect(new Set(ofJob).size, ofJob.join(' | ')).toBeLessThanOrEqual(2)
})
