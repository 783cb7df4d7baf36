import type { Page } from 'playwright/test'
import { pageAddress, projectPages } from '@/lib/domain/projects/project-pages'
import { admin, expect, signIn, test } from '../support/fixtures'

interface Seen {
  address: string
  text: string
}

/** Figures that must appear at least twice, so that the test does compare something. */
const comparedKinds = [
  'raters',
  'experts',
  'votes',
  'votes-of-rater-#',
  'golden-accuracy-of-rater-#',
  'golden-mark-holds-of-rater-#',
  'golden-mark-holdsNot-of-rater-#',
  'agreement-of-rater-#',
  'seconds-per-candidate',
  'seconds-per-candidate-of-rater-#',
  'seconds-per-task-of-rater-#',
  'agreement-on-#-votes',
  'votes-of-run-#',
  'labels-of-run-#',
  'images-changed-by-run-#',
  'average-precision-of-run-#',
  'log-likelihood-of-run-#',
  'share-of-images-changed-by-run-#',
  'share-of-planned-votes-of-batch-#',
  // Counts of open items: in the menu, on tabs, in the overview and on the page itself.
  ...['waiting-flags', 'waiting-quality', 'waiting-adjudication', 'waiting-disagreements', 'waiting-reviews'],
]

/** Detail pages: rater, run, release, model, batch. */
const aboutOne = /^\/projects\/demo\/(raters|aggregation|releases|models|batches)\/\d+$/

const numberIn = (text: string) =>
  text
    .replaceAll(',', '')
    .replace('−', '-')
    .match(/-?\d+(?:\.(\d+))?/)

/** Whether two texts show the same number, to the decimals that both have. */
function agree(one: string, other: string): boolean {
  const [a, b] = [numberIn(one), numberIn(other)]
  if (!a || !b) return one === other
  const decimals = Math.min(a[1]?.length ?? 0, b[1]?.length ?? 0)
  return Math.abs(Number(a[0]) - Number(b[0])) <= 0.5 * 10 ** -decimals * (a[1]?.length === b[1]?.length ? 0 : 1) + 1e-9
}

async function collect(page: Page, address: string, seen: Map<string, Seen[]>) {
  const figures = await page
    .locator('[data-figure]')
    .evaluateAll((marks) =>
      marks.map((mark) => [mark.getAttribute('data-figure') ?? '', mark.textContent ?? ''] as const),
    )
  for (const [name, text] of figures) seen.set(name, [...(seen.get(name) ?? []), { address, text }])
}

/**
 * Opens every page of the demo and the detail pages they link to. Scripts are off, so that streamed content stays in its
 * hidden element instead of replacing a skeleton.
 */
async function openAll(page: Page, seen: Map<string, Seen[]>) {
  const waiting = (Object.keys(projectPages) as (keyof typeof projectPages)[]).map((id) => pageAddress('demo', id))
  const opened = new Set<string>()
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    if (opened.has(address)) continue
    opened.add(address)
    await page.goto(address, { waitUntil: 'domcontentloaded' })
    await expect(page.locator('h1').first()).toBeAttached()
    await collect(page, address, seen)
    const links = await page
      .locator('a[href]')
      .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).pathname))
    waiting.push(...links.filter((path) => aboutOne.test(path)))
  }
}

test('shows the same number under the same name on all pages of a project', async ({ page, context, browser }) => {
  await signIn(context, admin.email, admin.password)
  const seen = new Map<string, Seen[]>()
  const withoutScripts = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await context.storageState(),
  })
  await openAll(await withoutScripts.newPage(), seen)
  await withoutScripts.close()

  // Others' answers are shown after one's own, which is not saved.
  const adjudication = pageAddress('demo', 'adjudication')
  await page.goto(adjudication)
  await expect(async () => {
    await page.keyboard.press('n')
    await expect(page.getByRole('radio', { name: /: no$/i })).toBeChecked({ timeout: 1_000 })
  }).toPass({ timeout: 30_000 })
  await page.getByRole('button', { name: 'See other answers' }).click()
  await expect(page.locator('[data-figure^="golden-accuracy"]').first()).toBeVisible()
  await collect(page, adjudication, seen)

  const differing = [...seen].flatMap(([name, all]) =>
    all
      .slice(1)
      .filter(({ text }) => !agree(all[0]!.text, text))
      .map(({ address, text }) => `${name}: ${all[0]!.text} on ${all[0]!.address}, ${text} on ${address}`),
  )
  expect(differing).toEqual([])
  const compared = new Set([...seen].flatMap(([name, all]) => (all.length > 1 ? [name.replace(/\d+/, '#')] : [])))
  expect(comparedKinds.filter((kind) => !compared.has(kind))).toEqual([])
})
