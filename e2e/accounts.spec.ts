import { expectNothingSerious } from './support/axe'
import { apiFor, expect, signIn, test } from './support/fixtures'
import { testPassword } from './support/rating-rows'

const newPassword = 'a password nobody has used'

test('someone changes their password: this browser stays signed in, every other session is out', async ({
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
  await expectNothingSerious(page, 'the account and its forms')

  const form = page.getByRole('region', { name: 'Password' })
  const change = async (current: string) => {
    await form.getByLabel('Current password').fill(current)
    await form.getByLabel('New password').fill(newPassword)
    await form.getByRole('button', { name: 'Change password' }).click()
  }
  await change('not the password')
  await expect(form.getByText('This is not your current password.')).toBeVisible()
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

test('someone sees where they are signed in, ends one session, and signs out everywhere', async ({
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
  await expectNothingSerious(page, 'the list of sessions')

  await sessions.getByRole('button', { name: /^Sign out .+, signed in \w/ }).click()
  const dialog = page.getByRole('dialog', { name: /^Sign out .+, signed in \w/ })
  await dialog.getByLabel('Current password').fill('not the password')
  await dialog.getByRole('button', { name: 'Sign out' }).click()
  await expect(dialog.getByText('This is not your current password.')).toBeVisible()
  await expectNothingSerious(page, 'the password before a session ends')
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

test('signing out ends this session, also for a copy of its cookie, and no other', async ({
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

test('someone changes their name and e-mail, and signs in with the new one', async ({
  page,
  context,
  ratingProject,
}) => {
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

test('an admin passes on a reset link, which works once, and signs a member out everywhere', async ({
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
  await expectNothingSerious(page, 'a reset link')
  await page.getByRole('button', { name: 'Done' }).click()

  const elsewhere = await browser.newContext()
  const visitor = await elsewhere.newPage()
  await visitor.goto('/sign-in')
  await expect(visitor.getByText('Ask an admin of your project for a reset link')).toBeVisible()
  await visitor.goto(link)
  await expect(visitor.getByText(email)).toBeVisible()
  await expectNothingSerious(visitor, 'the page of a reset link')
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
