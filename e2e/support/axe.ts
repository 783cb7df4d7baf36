import axe, { type AxeResults, type RunOptions } from 'axe-core'
import { expect, type Page } from 'playwright/test'

/** The only rules whose result depends on the theme. */
const colorRules: RunOptions = { runOnly: ['color-contrast', 'link-in-text-block'] }

type Impact = AxeResults['violations'][number]['impact']

const isSerious = (impact: Impact) => impact === 'serious' || impact === 'critical'

/** Disables rules whose violations are never serious: each violation has the impact of its rule. */
const seriousRules: RunOptions = {
  rules: Object.fromEntries(
    (axe as unknown as { _audit: { rules: { id: string; impact: Impact }[] } })._audit.rules
      .filter(({ impact }) => !isSerious(impact))
      .map(({ id }) => [id, { enabled: false }]),
  ),
}

/** With `onlyColors`, checks contrast only. */
export async function expectNoSeriousViolations(page: Page, what: string, { onlyColors = false } = {}) {
  await expect(page, what).toHaveTitle(/./)
  await expect.poll(() => runningTransitions(page), { message: `${what}: transitions that still run` }).toEqual([])
  // Otherwise axe also describes every element that passes.
  const violations = await violationsOf(page, {
    ...(onlyColors ? colorRules : seriousRules),
    resultTypes: ['violations'],
  })
  const serious = violations.filter(({ impact }) => isSerious(impact))
  expect(serious.map(({ id, targets }) => `${what}: ${id} at ${targets.join(', ')}`)).toEqual([])
}

/**
 * Injects axe once per page. @axe-core/playwright injects it on every run and opens an extra blank page, which only pages
 * with frames need.
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
  await page.evaluate(parseColorsOnce)
  return (await run())!
}

/** Caches parsed colors: axe parses them again for each text and its background, 40% of the cost of checking contrast. */
function parseColorsOnce() {
  type Color = Record<'r' | 'g' | 'b' | 'alpha', number>
  interface Axe {
    commons: { color: { Color: { prototype: { parseString(this: Color, text: string): Color } } } }
  }
  const { prototype } = (window as unknown as { axe: Axe }).axe.commons.color.Color
  const parse = prototype.parseString
  const parsed = new Map<string, Color>()
  prototype.parseString = function (text) {
    const known = parsed.get(text)
    if (known) return Object.assign(this, known)
    const { r, g, b, alpha } = parse.call(this, text)
    parsed.set(text, { r, g, b, alpha })
    return this
  }
}

/**
 * Finite transitions that are still running: a color in transition has the contrast of neither state. Transitions start in
 * the frame after a change, so wait for two frames first, if the browser renders any.
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
