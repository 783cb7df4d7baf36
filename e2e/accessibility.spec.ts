import type pg from 'pg'
import type { Page } from 'playwright/test'
import { secretHash } from '@/lib/db/secret-hash'
import { type PageId, pageAddress, projectPages } from '@/lib/domain/projects/project-pages'
import { newInviteToken } from '@/lib/services/accounts/invite-token'
import { expectNothingSerious } from './support/axe'
import { expectTablesFit } from './support/fitting-tables'
import { admin, expect, openRatingScreen, signIn, test } from './support/fixtures'

const projectAddresses = (Object.keys(projectPages) as PageId[]).map((id) => pageAddress('demo', id))

/** The address of an invite to the demo project that nobody has used. */
async function makeInvite(db: pg.Client) {
  const token = newInviteToken()
  const { rows } = await db.query<{ id: string }>(
    `INSERT INTO invite (project_id, token_hash, role, max_uses, expires_at)
     SELECT id, $1, 'rater', 1, now() + interval '1 day' FROM project WHERE slug = 'demo' RETURNING id`,
    [secretHash(token)],
  )
  return { id: rows[0]!.id, path: `/join?token=${token}` }
}

/** Checks the dialog that `open` opens, and closes it. */
async function expectNothingSeriousInDialog(page: Page, title: string, open: () => Promise<void>) {
  const dialog = page.getByRole('dialog', { name: title })
  // A key or click that comes before the page listens is lost.
  await expect(async () => {
    await open()
    await expect(dialog).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await expectNothingSerious(page, `dialog “${title}”`)
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious on any page, ${colorScheme}`, async ({ browser, db, quietConsole }) => {
    // Two browsers share the machine, and this journey opens every page.
    test.setTimeout(600_000)
    quietConsole.allow(/status of 404/)
    // The themes differ in colors alone, so all else is looked at in the light one.
    const onlyColors = colorScheme === 'dark'
    const context = await browser.newContext({ colorScheme, viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    quietConsole.watch(page)
    for (const path of ['/sign-in', '/join?token=unknown', '/no-such-page']) {
      await page.goto(path)
      await expect(page.getByRole('main').first()).toBeVisible()
      await expectNothingSerious(page, path)
    }
    const invite = await makeInvite(db)
    await page.goto(invite.path)
    await expect(page.getByLabel('Password')).toBeVisible()
    await expectNothingSerious(page, '/join with a valid link')
    await signIn(context, admin.email, admin.password)
    await page.goto(invite.path)
    await expect(page.getByRole('button', { name: /join/i })).toBeVisible()
    await expectNothingSerious(page, '/join with a valid link, signed in')
    await db.query('DELETE FROM invite WHERE id = $1', [invite.id])
    const { rows } = await db.query<{ id: number }>(
      "SELECT i.id FROM image i JOIN project p ON p.id = i.project_id WHERE p.slug = 'demo' ORDER BY i.id LIMIT 1",
    )
    expect(rows).toHaveLength(1)
    await openRatingScreen(page, 'demo')
    for (const path of ['/projects', ...projectAddresses, `/projects/demo/images?image=${rows[0]!.id}`, '/rate/demo']) {
      await page.goto(path)
      await expect(page.getByRole('main').first()).toBeVisible()
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
      await expectNothingSerious(page, path, { onlyColors })
      if (onlyColors) continue
      await page.setViewportSize({ width: 1024, height: 768 })
      await expectTablesFit(page, `${path} at 1,024 pixels`)
      await page.setViewportSize({ width: 1440, height: 900 })
    }
    await expect(page.getByText('0 of 8', { exact: true })).toBeVisible()
    await expectNothingSeriousInDialog(page, 'Keyboard shortcuts', () => page.keyboard.press('?'))
    await expectNothingSeriousInDialog(page, 'Skip this image', () => page.keyboard.press('s'))
    await page.goto('/projects/demo/raters')
    await expectNothingSeriousInDialog(page, 'Invite raters', () =>
      page.getByRole('button', { name: 'Invite raters' }).click(),
    )
    await page.setViewportSize({ width: 390, height: 844 })
    const onPhone = onlyColors ? ['/projects/demo', '/projects/demo/images'] : projectAddresses
    for (const path of [...onPhone, '/rate/demo']) {
      await page.goto(path)
      await expect(page.getByRole('main').first()).toBeVisible()
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(overflow, `${path} is no wider than a phone`).toBeLessThanOrEqual(0)
      await expectTablesFit(page, `${path} on a phone`)
      await expectNothingSerious(page, `${path} on a phone`)
    }
    await context.close()
  })
}
