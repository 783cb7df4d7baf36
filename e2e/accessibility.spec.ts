import type pg from 'pg'
import type { Locator, Page } from 'playwright/test'
import { expectNoSeriousViolations } from '@/e2e/support/axe'
import { expectTablesFit } from '@/e2e/support/fitting-tables'
import { admin, expect, signIn, test } from '@/e2e/support/fixtures'
import { pressUntilVisible } from '@/e2e/support/press-until-visible'
import { openRatingScreen } from '@/e2e/support/rating-page'
import { newSecret, secretHash } from '@/lib/db/sha256'
import { type PageId, pageAddress, pageAt, projectPages } from '@/lib/domain/projects/project-pages'

const projectAddresses = (Object.keys(projectPages) as PageId[]).map((id) => pageAddress('demo', id))

/** Creates an unused invite to the demo project. */
async function makeInvite(db: pg.Client) {
  const token = newSecret()
  const { rows } = await db.query<{ id: string }>(
    `INSERT INTO invite (project_id, token_hash, role, max_uses, expires_at)
     SELECT id, $1, 'rater', 1, now() + interval '1 day' FROM project WHERE slug = 'demo' RETURNING id`,
    [secretHash(token)],
  )
  return { id: rows[0]!.id, path: `/join?token=${token}` }
}

type OpenedDialog = { title: string } & ({ button: string } | { key: string })

/** Dialogs and menus by page, with the button or key that opens them. */
const dialogs: Record<string, readonly OpenedDialog[]> = {
  '/projects': [{ title: 'New project', button: 'New project' }],
  [pageAddress('demo', 'overview')]: [
    { title: 'Search', key: 'Control+k' },
    { title: 'Help: Overview', key: '?' },
    { title: 'Download', button: 'Download' },
  ],
  [pageAddress('demo', 'raters')]: [{ title: 'Invite raters', button: 'Invite raters' }],
  [pageAddress('demo', 'recruitment')]: [{ title: 'Add panel', button: 'Add panel' }],
  [pageAddress('demo', 'members')]: [{ title: 'Remove: Ada', button: 'Remove: Ada' }],
  [pageAddress('demo', 'plan')]: [{ title: 'Launch this batch?', button: 'Launch…' }],
  [pageAddress('demo', 'batches')]: [{ title: 'Try with simulated raters', button: 'Try with simulated raters' }],
  [pageAddress('demo', 'releases')]: [{ title: 'Publish release', button: 'Publish release' }],
  [pageAddress('demo', 'models')]: [{ title: 'Add models for scoring', button: 'Add models' }],
  [pageAddress('demo', 'experiments')]: [{ title: 'New experiment', button: 'New experiment' }],
  [pageAddress('demo', 'settings')]: [{ title: 'Delete “Demo', button: 'Delete project…' }],
  '/rate/demo': [
    { title: 'Keyboard shortcuts', key: '?' },
    { title: 'Skip this image', key: 's' },
  ],
}

const imageDialogs: readonly OpenedDialog[] = [
  { title: 'Set a label by hand', button: 'Set a label by hand' },
  { title: 'Exclude 1 image', button: 'Exclude' },
]

const dialogsOf = (path: string) => (path.includes('?image=') ? imageDialogs : (dialogs[path] ?? []))

/** The first link of each kind of detail page, such as a rater's, on an open page. */
async function pagesAboutOneThing(page: Page): Promise<string[]> {
  const hrefs = await page
    .getByRole('main')
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')))
  const ofOne = hrefs.flatMap((href) => {
    const address = href?.split(/[?#]/)[0]
    return address && pageAt('demo', address)?.isItself === false ? [address] : []
  })
  return [...new Map(ofOne.reverse().map((address) => [kindOf(address), address])).values()]
}

/** `/projects/demo/raters/3` and `/projects/demo/raters/4` have the same kind. */
const kindOf = (address: string) => address.replace(/\/\d+/g, '/*')

const themes = ['light', 'dark'] as const

/** Runs `act` in both themes. Only style sheets depend on the theme, so the page need not be reloaded. */
async function inBothThemes(page: Page, act: (theme: (typeof themes)[number]) => Promise<void>) {
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme })
    await act(theme)
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

/** Checks everything in the light theme and only colors in the dark one. */
const expectNothingSeriousInBothThemes = (page: Page, what: string) =>
  inBothThemes(page, (theme) => expectNoSeriousViolations(page, `${what}, ${theme}`, { onlyColors: theme === 'dark' }))

/** Number of pixels by which the page is wider than the window. */
const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

/** Buttons, fields and menu items of a page on a phone that are less than 44 pixels high. */
const lowControls = (page: Page) =>
  page
    .locator(
      `:is(header, main, [role=dialog]) button, [role^=menuitem],
       :is(main, [role=dialog]) :is(select, input:is([type=text], [type=search], [type=number]))`,
    )
    .evaluateAll((controls) =>
      controls
        .map((control) => ({ control, box: control.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0 && box.height > 1 && box.height < 43.5)
        .map(({ control, box }) => `${control.outerHTML.slice(0, 80)} is ${box.height} high`),
    )

/** Checks a page and its dialogs from phone width to desktop width: the layout fits and axe reports nothing serious. */
async function expectNothingSeriousOnPage(page: Page, path: string) {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(path)
  await expect(page.getByRole('main').first()).toBeVisible()
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
  await inBothThemes(page, async (theme) => {
    expect(await overflow(page), `${path} is no wider than a phone, ${theme}`).toBeLessThanOrEqual(0)
    expect(await lowControls(page), `${path} on a phone, ${theme}`).toEqual([])
    await expectTablesFit(page, `${path} on a phone, ${theme}`)
    await expectNoSeriousViolations(page, `${path} on a phone, ${theme}`, { onlyColors: theme === 'dark' })
  })
  for (const { title, ...by } of dialogsOf(path))
    await expectNothingSeriousInDialog(page, title, 'key' in by ? by.key : opener(page, by.button))
  await page.setViewportSize({ width: 1440, height: 900 })
  await expectNothingSeriousInBothThemes(page, path)
  await page.setViewportSize({ width: 1024, height: 768 })
  await inBothThemes(page, (theme) => expectTablesFit(page, `${path} at 1,024 pixels, ${theme}`))
  // Charts are drawn again one frame after the window changes.
  await expect.poll(() => overflow(page), { message: `${path} follows a window made narrower` }).toBeLessThanOrEqual(0)
}

const opener = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first()

/** Opens a dialog or menu on a phone by key or button, checks it, closes it and expects the focus back on the button. */
async function expectNothingSeriousInDialog(page: Page, title: string, by: string | Locator) {
  const dialog = page.getByRole('dialog', { name: title }).or(page.getByRole('menu', { name: title }))
  await (typeof by === 'string' ? pressUntilVisible(page, by, dialog) : by.click())
  await expect(dialog).toBeVisible()
  expect(await lowControls(page), `dialog “${title}” on a phone`).toEqual([])
  await expectNothingSeriousInBothThemes(page, `dialog “${title}”`)
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  if (typeof by !== 'string') await expect(by).toBeFocused()
}

test('returns the focus when a dialog that replaced another one closes, and keeps it when the button is removed', async ({
  page,
  context,
  ratingProject,
}) => {
  await signIn(context, await ratingProject.addAdmin())
  await page.goto(`/projects/${ratingProject.slug}/raters/members`)
  const invite = opener(page, 'Invite people')
  await invite.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Invite people' })).toBeVisible()
  // Closing the dialog while the link is made would lose the link.
  await page.route('**/invites', async (route) => {
    await page.keyboard.press('Escape')
    await route.continue()
  })
  await page.getByLabel('Note').press('Enter')
  await expect(page.getByRole('dialog', { name: 'Copy the link now' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(invite).toBeFocused()

  const revoke = page.getByRole('button', { name: 'Revoke: link for rater' })
  await revoke.press('Enter')
  await page.getByRole('button', { name: 'Revoke link' }).press('Enter')
  await expect(revoke).toHaveCount(0)
  const table = page.getByRole('region', { name: 'Invite links' })
  await expect(table).toBeFocused()

  // A dialog and the button that opened it, removed shortly after each other.
  await table.evaluate(async (region) => {
    const [confirm, row] = [document.createElement('button'), document.createElement('button')]
    document.body.append(confirm)
    region.append(row)
    confirm.focus()
    confirm.remove()
    await Promise.resolve()
    row.focus()
    setTimeout(() => row.remove(), 50)
  })
  await expect(table).toBeFocused()
})

test('axe reports nothing serious on any page in light and dark mode', async ({ browser, db, quietConsole }) => {
  quietConsole.allow(/status of 404/)
  // Colors change at once, so that there is no transition to wait for.
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
  const page = await context.newPage()
  const entries = { '/sign-in': 'Sign in', '/join?token=unknown': 'Join', '/no-such-page': 'Page not found' }
  for (const [path, title] of Object.entries(entries)) {
    await page.goto(path)
    await expect(page.getByRole('main').first()).toBeVisible()
    await expect(page).toHaveTitle(`${title} · Reassess`)
    await inBothThemes(page, (theme) => expectNoSeriousViolations(page, `${path}, ${theme}`))
  }
  const invite = await makeInvite(db)
  await page.goto(invite.path)
  await expect(page.getByLabel('Password')).toBeVisible()
  await inBothThemes(page, (theme) => expectNoSeriousViolations(page, `/join with a valid link, ${theme}`))
  await signIn(context, admin.email, admin.password)
  await page.goto(invite.path)
  await expect(page.getByRole('button', { name: /join/i })).toBeVisible()
  await inBothThemes(page, (theme) => expectNoSeriousViolations(page, `/join with a valid link, signed in, ${theme}`))
  await db.query('DELETE FROM invite WHERE id = $1', [invite.id])
  const { rows } = await db.query<{ id: number }>(
    "SELECT i.id FROM image i JOIN project p ON p.id = i.project_id WHERE p.slug = 'demo' ORDER BY i.id LIMIT 1",
  )
  expect(rows).toHaveLength(1)
  await openRatingScreen(page, 'demo')
  const image = `${pageAddress('demo', 'images')}?image=${rows[0]!.id}`
  const paths = ['/account', '/help', '/projects', ...projectAddresses, image, '/rate/demo']
  const kinds = new Set<string>()
  for (const path of paths) {
    await expectNothingSeriousOnPage(page, path)
    for (const address of await pagesAboutOneThing(page)) {
      if (kinds.has(kindOf(address))) continue
      kinds.add(kindOf(address))
      paths.push(address)
    }
  }
  // Batch, class, class pair, model, rater, release and run.
  expect(kinds.size).toBeGreaterThanOrEqual(7)
  await context.close()
})
