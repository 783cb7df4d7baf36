import { expect, type Page } from 'playwright/test'

/** Confirms the run on the page although it fails a check, as every run without golden answers does. */
export async function confirmRun(page: Page, click = (button: ReturnType<Page['getByRole']>) => button.click()) {
  const dialog = page.getByRole('dialog', { name: /^Use run \d+ although it fails/ })
  const confirm = dialog.getByRole('button', { name: /^Confirm run/ })
  await click(page.getByRole('button', { name: /^Use run \d+ anyway/ }))
  await expect(confirm).toBeDisabled()
  await expect(dialog).toContainText('At least 10 of each are needed')
  await dialog.getByLabel('Reason').fill('Enough for a test.')
  await click(confirm)
  await expect(dialog).toBeHidden()
}
