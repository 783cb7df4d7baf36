import { expectNoSeriousViolations } from './support/axe'
import { admin, expect, signIn, test } from './support/fixtures'

test('measures agreement and opens the page of a rater who agrees less', async ({ page, context }) => {
  await signIn(context, admin.email, admin.password)
  await page.goto('/projects/demo/agreement')
  await page.getByRole('button', { name: /^Measure/ }).click()
  await expect(page.getByRole('button', { name: 'Measure again' })).toBeVisible({ timeout: 60_000 })
  await expect(
    page.getByText(/^Measured .* over \d+ votes, with \d+ raters to compare; no votes have been added since\. /),
  ).toBeVisible()
  await expect(page.getByRole('region', { name: 'All votes' })).toContainText('Krippendorff’s alpha, ordinal')
  await expect(page.getByRole('region', { name: 'Pairs of raters' })).toContainText('Rater 3')

  await page.getByLabel('Measure in charts and tables').selectOption({ label: 'Raw agreement' })
  await expect(page).toHaveURL(/measure=rawAgreement$/)
  await page.getByRole('searchbox', { name: 'Class or class group' }).fill('laptop')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/measure=rawAgreement.*class=laptop/)
  const classes = page.getByRole('region', { name: 'Agreement by class' })
  await expect(classes.getByRole('row')).toHaveCount(2)
  await page.reload()
  await expect(classes).toContainText('laptop')
  await expectNoSeriousViolations(page, 'agreement')

  await page.getByRole('region', { name: 'Pairs of raters' }).getByRole('link').first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Rater \d+$/)
  await expect(page.getByRole('region', { name: 'Agreement with all others' })).toContainText('Fleiss’ kappa')
  await expectNoSeriousViolations(page, 'rater')
})
