import type pg from 'pg'
import type { Page } from 'playwright/test'
import { codeAt } from '@/lib/services/testing/authenticator'
import { expectNoSeriousViolations } from './support/axe'
import { apiFor, expect, admin as owner, signIn, test } from './support/fixtures'
import { addMember, testPassword } from './support/rating-rows'

const newPassword = 'a password nobody has used'

test('changing a password keeps this browser signed in and ends every other session', async ({
  page,
  context,
  browser,
  ratingProject,
  quietConsole,
}) => {
  quietConsole.allow(/status of 400/)
  const email = await ratingProject.addRater()
  const elsewhere = await browser.newContext()
  await signIn(elsewhere, email)
  await signIn(context, email)
  await page.goto('/account')
  await expectNoSeriousViolations(page, 'the account and its forms')

  const form = page.getByRole('region', { name: 'Password' })
  const change = async (current: string) => {
    await form.getByLabel('Current password').fill(current)
    await form.getByLabel('New password').fill(newPassword)
    await form.getByRole('button', { name: 'Change password' }).click()
  }
  await change('not the password')
  await expect(form.getByText('This is not your current password.')).toBeVisible()
  await expect(form.getByLabel('Current password')).toBeFocused()
  await change(testPassword)
  await expect(form.getByText('Your password has been changed.')).toBeVisible()
  await expect(form.getByLabel('Current password')).toHaveValue('')

  await page.reload()
  await expect(page.getByRole('heading', { name: 'Your account' })).toBeVisible()
  const other = await elsewhere.newPage()
  await other.goto('/account')
  await expect(other).toHaveURL(/sign-in/)
  await expect(apiFor(email)).rejects.toThrow('could not sign in')
  await apiFor(email, newPassword)
  await elsewhere.close()
})

test('a user lists their sessions, ends one, and signs out everywhere', async ({
  page,
  context,
  browser,
  ratingProject,
  quietConsole,
}) => {
  quietConsole.allow(/status of 400/)
  const email = await ratingProject.addRater()
  const elsewhere = await browser.newContext()
  await signIn(elsewhere, email)
  await signIn(context, email)
  const other = await elsewhere.newPage()
  await other.goto('/account')
  await page.goto('/account')
  const sessions = page.getByRole('region', { name: 'Where you are signed in' })
  await expect(sessions.getByRole('listitem')).toHaveCount(2)
  await expect(sessions.getByText('This browser')).toHaveCount(1)
  await expectNoSeriousViolations(page, 'the list of sessions')

  await sessions.getByRole('button', { name: /^Sign out .+, signed in \w/ }).click()
  const dialog = page.getByRole('dialog', { name: /^Sign out .+, signed in \w/ })
  await dialog.getByLabel('Current password').fill('not the password')
  await dialog.getByRole('button', { name: 'Sign out' }).click()
  await expect(dialog.getByText('This is not your current password.')).toBeVisible()
  await expectNoSeriousViolations(page, 'the password before a session ends')
  await dialog.getByLabel('Current password').fill(testPassword)
  await dialog.getByLabel('Current password').press('Enter')
  await expect(sessions.getByRole('listitem')).toHaveCount(1)
  await other.reload()
  await expect(other).toHaveURL(/sign-in/)

  await signIn(elsewhere, email)
  await sessions.getByRole('button', { name: 'Sign out everywhere' }).click()
  await page.getByRole('dialog').getByLabel('Current password').fill(testPassword)
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/sign-in/)
  await other.goto('/account')
  await expect(other).toHaveURL(/sign-in/)
  await elsewhere.close()
})

test('signing out ends this session, including copies of its cookie, and no other', async ({
  page,
  context,
  browser,
  ratingProject,
}) => {
  const email = await ratingProject.addRater()
  const [copy, elsewhere] = [await browser.newContext(), await browser.newContext()]
  await signIn(elsewhere, email)
  await signIn(context, email)
  await copy.addCookies(await context.cookies())
  await page.goto('/account')
  await page.getByRole('button', { name: /^Account of / }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/sign-in/)
  const [copied, other] = [await copy.newPage(), await elsewhere.newPage()]
  await copied.goto('/account')
  await expect(copied).toHaveURL(/sign-in/)
  await other.goto('/account')
  await expect(other.getByRole('heading', { name: 'Your account' })).toBeVisible()
  await copy.close()
  await elsewhere.close()
})

test('a user changes name and e-mail and signs in with the new address', async ({ page, context, ratingProject }) => {
  const email = await ratingProject.addRater()
  await signIn(context, email)
  await page.goto('/account')
  await page.getByRole('region', { name: 'Name' }).getByLabel('Your name').fill('Grace Hopper')
  await page.getByRole('button', { name: 'Change name' }).click()
  await expect(page.getByRole('button', { name: 'Account of Grace Hopper' })).toBeVisible()
  const form = page.getByRole('region', { name: 'E-mail' })
  await form.getByLabel('New e-mail').fill(`new-${email}`)
  await form.getByLabel('Current password').fill(testPassword)
  await form.getByRole('button', { name: 'Change e-mail' }).click()
  await expect(page.getByText(`You are signed in as Grace Hopper, new-${email}.`)).toBeVisible()
  await apiFor(`new-${email}`)
})

test('an admin creates a reset link that works once, and signs a member out everywhere', async ({
  page,
  context,
  browser,
  ratingProject,
}) => {
  const email = await ratingProject.addRater()
  await signIn(context, await ratingProject.addAdmin())
  await page.goto(`/projects/${ratingProject.slug}/raters`)
  await page.getByRole('navigation', { name: 'Raters' }).getByRole('link', { name: 'Members and links' }).click()
  const row = page.getByRole('region', { name: 'Members' }).getByRole('row').filter({ hasText: email })
  await row.getByRole('button', { name: 'Reset password' }).click()
  await page.getByRole('button', { name: 'Create reset link' }).click()
  const link = await page.getByRole('dialog').getByLabel('Reset link').inputValue()
  await expectNoSeriousViolations(page, 'a reset link')
  await page.getByRole('button', { name: 'Done' }).click()

  const elsewhere = await browser.newContext()
  const visitor = await elsewhere.newPage()
  await visitor.goto('/sign-in')
  await expect(visitor.getByText('Ask an admin of your project for a reset link')).toBeVisible()
  await visitor.goto(link)
  await expect(visitor.getByText(email)).toBeVisible()
  await expectNoSeriousViolations(visitor, 'the page of a reset link')
  await visitor.getByLabel('New password').fill(newPassword)
  await visitor.getByRole('button', { name: 'Set password' }).click()
  await expect(visitor).toHaveURL(new RegExp(`/rate/${ratingProject.slug}`))
  await expect(apiFor(email)).rejects.toThrow('could not sign in')
  await visitor.goto(link)
  await expect(visitor.getByRole('heading', { name: 'This link does not work' })).toBeVisible()

  await row.getByRole('button', { name: 'Sign out everywhere' }).click()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page.getByRole('dialog')).toContainText('signed out on every device')
  await visitor.goto('/account')
  await expect(visitor).toHaveURL(/sign-in/)
  await elsewhere.close()
})

/** Returns the current code, and clears the last used one so that the test need not wait for the next. */
async function freshCode(db: pg.Client, email: string, secret: string): Promise<string> {
  await db.query(
    'UPDATE second_factor SET last_step = 0 FROM app_user u WHERE u.id = second_factor.user_id AND u.email = $1',
    [email],
  )
  return codeAt(secret, Date.now())
}

async function signOut(page: Page) {
  await page.getByRole('button', { name: /^Account of / }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/sign-in/)
}

/** Enters e-mail and password by keyboard and waits until the code field has the focus. */
async function givePassword(page: Page, email: string) {
  await page.goto('/sign-in?callbackUrl=%2Faccount')
  await page.getByLabel('E-mail').fill(email)
  await page.keyboard.press('Tab')
  await page.keyboard.type(testPassword)
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Code', { exact: true })).toBeFocused()
  await expect(page.getByText(/^Forgot your password/)).toBeHidden()
}

test('a user turns on a second factor, signs in with a code and a recovery code, and turns it off', async ({
  page,
  context,
  db,
  ratingProject,
  quietConsole,
}) => {
  quietConsole.allow(/status of 40[01]/)
  const email = await ratingProject.addRater()
  await signIn(context, email)
  await page.goto('/account')
  const section = page.getByRole('region', { name: 'Second factor' })
  await section.getByRole('button', { name: 'Turn on' }).click()
  await section.getByLabel('Current password').fill('not the password')
  await section.getByRole('button', { name: 'Continue' }).click()
  await expect(section.getByText('This is not your current password.')).toBeVisible()
  await section.getByLabel('Current password').fill(testPassword)
  await page.keyboard.press('Enter')
  await expect(section.getByRole('img', { name: 'QR code for your authenticator app' })).toBeVisible()
  const secret = (await section.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).textContent())!.replaceAll(' ', '')
  await expectNoSeriousViolations(page, 'the secret for the app')
  await section.getByLabel('Code', { exact: true }).fill('000000')
  await page.keyboard.press('Enter')
  await expect(section.getByText('This code is wrong, or has been used already.')).toBeVisible()
  await section.getByLabel('Code', { exact: true }).fill(codeAt(secret, Date.now()))
  await page.keyboard.press('Enter')
  const codes = section.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')
  await expect(codes).toHaveCount(10)
  const [recoveryCode] = await codes.allInnerTexts()
  await expectNoSeriousViolations(page, 'recovery codes')
  await section.getByRole('button', { name: 'I have saved them' }).click()
  await expect(section.getByText('You have 10 recovery codes left.')).toBeVisible()

  await signOut(page)
  await givePassword(page, email)
  const session = async () => (await context.request.get('/api/auth/session')).json()
  expect((await session()).subject ?? null).toBeNull()
  await page.keyboard.type('000000')
  await page.keyboard.press('Enter')
  await expect(page.getByText('This code is wrong, or has been used already.')).toBeVisible()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectNoSeriousViolations(page, `the question for the code, ${colorScheme}`)
  }
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByLabel('Code', { exact: true }).fill(await freshCode(db, email, secret))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/account$/)

  await signOut(page)
  await givePassword(page, email)
  await page.getByRole('button', { name: 'Use a recovery code' }).click()
  await expect(page.getByLabel('Recovery code')).toBeFocused()
  await page.keyboard.type(recoveryCode!.toUpperCase().replace('-', ' '))
  await page.keyboard.press('Enter')
  await expect(section.getByText('You have 9 recovery codes left.')).toBeVisible()

  await section.getByRole('button', { name: 'Turn off' }).click()
  const dialog = page.getByRole('dialog', { name: 'Turn off the second factor?' })
  await dialog.getByLabel('Current password').fill(testPassword)
  await dialog.getByLabel('Code', { exact: true }).fill(recoveryCode!)
  await dialog.getByRole('button', { name: 'Turn off' }).click()
  await expect(dialog.getByText('This recovery code is wrong, or has been used already.')).toBeVisible()
  await expectNoSeriousViolations(page, 'turning the second factor off')
  await dialog.getByLabel('Code', { exact: true }).fill(await freshCode(db, email, secret))
  await dialog.getByRole('button', { name: 'Turn off' }).click()
  await expect(section.getByRole('button', { name: 'Turn on' })).toBeVisible()
  await apiFor(email)
})

test("only the server owner can reset a member's second factor", async ({
  page,
  context,
  browser,
  db,
  ratingProject,
}) => {
  const email = await ratingProject.addRater()
  const { rows } = await db.query<{ id: string }>(
    'SELECT id FROM app_user WHERE email = ANY ($1) ORDER BY email = $2',
    [[email, owner.email], owner.email],
  )
  await db.query(`INSERT INTO second_factor (user_id, secret, confirmed_at) VALUES ($1, 'lost', now())`, [rows[0]!.id])
  await expect(apiFor(email)).rejects.toThrow('could not sign in')
  const members = `/projects/${ratingProject.slug}/raters/members`
  const elsewhere = await browser.newContext()
  await signIn(elsewhere, await ratingProject.addAdmin())
  const other = await elsewhere.newPage()
  await other.goto(members)
  await expect(other.getByRole('row').filter({ hasText: email })).toBeVisible()
  await expect(other.getByRole('button', { name: /^Reset second factor/ })).toHaveCount(0)
  await elsewhere.close()

  await addMember(db, ratingProject.id, rows[1]!.id, 'admin')
  await signIn(context, owner.email, owner.password)
  await page.goto(members)
  const row = page.getByRole('row').filter({ hasText: email })
  await row.getByRole('button', { name: /^Reset second factor/ }).click()
  await expectNoSeriousViolations(page, 'resetting a second factor')
  await page.getByRole('dialog').getByRole('button', { name: 'Reset second factor' }).click()
  // While it is open, the dialog hides the row from roles.
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(row.getByRole('button', { name: /^Reset second factor/ })).toHaveCount(0)
  await apiFor(email)
})
