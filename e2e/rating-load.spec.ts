import { expectNothingSerious } from './support/axe'
import { expect, signIn, test } from './support/fixtures'
import { openRatingScreen } from './support/rating-page'

const mostScriptBytes = 150 * 1024

test('the rating page loads less than 150 KB of compressed script', async ({ page, context, newRatingProject }) => {
  const project = await newRatingProject({ tasks: 3, candidates: 3 })
  await signIn(context, project.email)
  const devtools = await context.newCDPSession(page)
  await devtools.send('Network.enable')
  const scripts = new Map<string, { headers: number; bytes: number }>()
  devtools.on('Network.responseReceived', ({ requestId, response, type }) => {
    if (type !== 'Script') return
    scripts.set(requestId, { headers: response.encodedDataLength, bytes: 0 })
  })
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const script = scripts.get(requestId)
    if (script) script.bytes = encodedDataLength - script.headers
  })
  await openRatingScreen(page, project.slug)
  await page.waitForLoadState('networkidle')
  const bytes = [...scripts.values()].reduce((sum, script) => sum + script.bytes, 0)
  console.log(`${scripts.size} scripts, ${(bytes / 1024).toFixed(1)} KB as sent`)
  expect(scripts.size).toBeGreaterThan(3)
  expect(bytes).toBeLessThan(mostScriptBytes)
})

test('at 200% zoom everything is there, nothing scrolls sideways', async ({
  browser,
  newRatingProject,
  quietConsole,
}) => {
  const project = await newRatingProject({ tasks: 3, candidates: 8 })
  // A window of 1440 by 900 at 200% lays out 720 by 450.
  const context = await browser.newContext({ viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 })
  const page = await context.newPage()
  quietConsole.watch(page)
  await signIn(context, project.email)
  await openRatingScreen(page, project.slug)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(720)
  for (const name of ['Mark rest as no', /^Skip/, 'Reopen the last image', /^Submit/])
    await expect(page.getByRole('button', { name }).first()).toBeInViewport()
  await page
    .getByRole('radio', { name: /class \d: Yes/ })
    .last()
    .scrollIntoViewIfNeeded()
  await page
    .getByRole('radio', { name: /class \d: Yes/ })
    .last()
    .click()
  await expect(page.getByText('1 of 8', { exact: true })).toBeVisible()
  await expectNothingSerious(page, 'the rating screen at 200%')
  await context.close()
})
