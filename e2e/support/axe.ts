import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from 'playwright/test'

/** With `onlyColors` nothing but contrast is looked at: all that another theme changes. */
export async function expectNothingSerious(page: Page, what: string, { onlyColors = false } = {}) {
  await expect(page, what).toHaveTitle(/./)
  await expect.poll(() => runningTransitions(page), { message: `${what}: transitions that still run` }).toEqual([])
  const axe = new AxeBuilder({ page })
  const { violations } = await (onlyColors ? axe.withRules(['color-contrast', 'link-in-text-block']) : axe).analyze()
  const serious = violations.filter((one) => one.impact === 'serious' || one.impact === 'critical')
  expect(serious.map((one) => `${what}: ${one.id} at ${one.nodes.map((node) => node.target).join(', ')}`)).toEqual([])
}

/**
 * What still changes its looks, other than without end: a color in transition has the contrast of neither state.
 * Transitions begin with the frame after a change, so two frames are shown first, if the browser draws any.
 */
const runningTransitions = (page: Page) =>
  page.evaluate(async () => {
    const frame = () =>
      Promise.race([new Promise(requestAnimationFrame), new Promise((resolve) => setTimeout(resolve, 200))])
    await frame()
    await frame()
    return document
      .getAnimations()
      .filter(
        ({ effect, playState }) => playState === 'running' && Number.isFinite(effect?.getComputedTiming().endTime),
      )
      .map(({ effect }) => (effect as KeyframeEffect | null)?.target?.outerHTML.slice(0, 120) ?? 'no element')
  })
