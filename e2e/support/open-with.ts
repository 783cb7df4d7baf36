import { expect, type Locator } from 'playwright/test'

/**
 * Opens a dialog or a menu with its button, by click or key. Repeats what was lost before hydration, but not once it is
 * open: the dialog would cover the button or take the key.
 */
export async function openWith(button: Locator, opened: Locator, key?: string): Promise<void> {
  await expect(async () => {
    if (!(await opened.isVisible())) await (key ? button.press(key) : button.click({ timeout: 2_000 }))
    await expect(opened).toBeVisible({ timeout: 2_000 })
  }).toPass()
}
