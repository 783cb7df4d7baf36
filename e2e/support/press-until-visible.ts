import { expect, type Locator, type Page } from 'playwright/test'

/**
 * Presses a shortcut of the page until what it opens is visible. Unlike clicks, shortcuts from before hydration are not
 * repeated by the product (docs/decisions/0053-answers-before-the-scripts.md).
 */
export async function pressUntilVisible(page: Page, key: string, opened: Locator): Promise<void> {
  await expect(async () => {
    if (!(await opened.isVisible())) await page.keyboard.press(key)
    await expect(opened).toBeVisible({ timeout: 1_000 })
  }).toPass()
}
