import { expectNothingSerious } from './support/axe'
import { apiFor, expect, signIn, test } from './support/fixtures'

const newPassword = 'a password nobody has used'

test('an admin passes on a reset link, which works once, and signs a member out everywhere', async ({
  page,
  context,
  browser,
  ratingProject,
}) => {
  const email = await ratingProject.addRater()
  await signIn(context, await ratingProject.addAdmin())
  await page.goto(`/projects/${ratingProject.slug}/raters`)
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
