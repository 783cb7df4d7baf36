import axe, { type AxeResults, type RunOptions } from 'axe-core'
import { expect, type Page } from 'playwright/test'

/** Contrast alone: all that another theme changes. */
const colorRules: RunOptions = { runOnly: ['color-contrast', 'link-in-text-block'] }

/** With `onlyColors` nothing but contrast is looked at. */
export async function expectNothingSerious(page: Page, what: string, { onlyColors = false } = {}) {
  await expect(page, what).toHaveTitle(/./)
  await expect.poll(() => runningTransitions(page), { message: `${what}: transitions that still run` }).toEqual([])
  // Of what passes, axe would otherwise describe every element.
  const violations = await violationsOf(page, { ...(onlyColors && colorRules), resultTypes: ['violations'] })
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(serious.map(({ id, targets }) => `${what}: ${id} at ${targets.join(', ')}`)).toEqual([])
}

/**
 * What axe finds in the page itself, into which it is brought once: Deque's own package for Playwright brings it there
 * each time, and again into an empty page of its own, which is a process more. Only pages with frames need that.
 */
async function violationsOf(page: Page, options: RunOptions) {
  expect(page.frames(), 'frames of the page').toHaveLength(1)
  const run = () =>
    page.evaluate(async (chosen) => {
      const inPage = (window as unknown as { axe?: { run(of: Document, by: RunOptions): Promise<AxeResults> } }).axe
      if (!inPage) return null
      const { violations } = await inPage.run(document, chosen)
      return violations.map(({ id, impact, nodes }) => ({ id, impact, targets: nodes.map(({ target }) => target) }))
    }, options)
  const violations = await run()
  if (violations) return violations
  await page.evaluate(axe.source)
  return (await run())!
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
