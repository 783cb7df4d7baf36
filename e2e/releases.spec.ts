import { createHash } from 'node:crypto'
import type { Browser, Page } from 'playwright/test'
import { expectNoSeriousViolations } from './support/axe'
import { confirmRun } from './support/confirm-run'
import { expect, signIn, test } from './support/fixtures'
import { addVotes, removeReleases } from './support/release-rows'

/** Aggregates with a threshold and waits for the run. */
async function aggregate(page: Page, slug: string, value: number) {
  const input = { method: 'majority', parameters: {}, threshold: { kind: 'threshold', value } }
  const data = { kind: 'aggregate', input }
  const started = await page.request.post(`/api/projects/${slug}/jobs`, { data })
  expect(started.ok()).toBe(true)
  const { id } = await started.json()
  await expect
    .poll(
      async () => {
        const { jobs } = await (await page.request.get(`/api/projects/${slug}/jobs`)).json()
        return jobs.find((job: { id: string }) => job.id === id)?.state
      },
      { timeout: 60_000 },
    )
    .toBe('succeeded')
}

/** Opens the dialog for publishing the latest run, which fails a check. */
async function publish(page: Page, slug: string, fill: () => Promise<void>) {
  await page.goto(`/projects/${slug}/releases`)
  const dialog = page.getByRole('dialog', { name: 'Publish release' })
  await page.getByRole('button', { name: 'Publish release' }).click()
  // The latest usable run is selected; the first in the list is the latest of all.
  const latest = await dialog.getByLabel('Run', { exact: true }).locator('option').first().getAttribute('value')
  await dialog.getByLabel('Run', { exact: true }).selectOption(latest)
  await confirmRun(page)
  await expect(dialog.getByRole('region', { name: 'Checks' })).toContainText('are as in run', { timeout: 30_000 })
  await expect(dialog.getByRole('region', { name: 'Checks' })).toContainText('for this reason: “Enough for a test.”')
  await fill()
  await dialog.getByRole('button', { name: 'Publish release' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText(/^Release .+ is published$/)).toBeVisible({ timeout: 60_000 })
}

/** Presses a button on the page of a release and confirms. */
async function confirm(page: Page, word: string) {
  const dialog = page.getByRole('dialog', { name: word })
  await page.getByRole('button', { name: word, exact: true }).click()
  await expect(dialog).toBeVisible()
  await expectNoSeriousViolations(page, word)
  await dialog.getByRole('button', { name: word, exact: true }).click()
  await expect(dialog).toBeHidden()
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** Makes release 1 public, opens and downloads it without a session, in two languages, and makes it private again. */
async function showToEveryone(page: Page, browser: Browser, slug: string, checksum: string) {
  const visitor = await browser.newContext({ locale: 'de-DE' })
  const open = await visitor.newPage()
  const address = `/r/${slug}/1`
  const parts = `/api/releases/${slug}/1/parts`
  expect((await open.goto(address))?.status()).toBe(404)
  const unknown = await visitor.request.get(`/api/releases/no-such-project/1/parts/votes.csv`)
  const refused = await visitor.request.get(`${parts}/votes.csv`)
  expect([refused.status(), await refused.json()]).toEqual([404, await unknown.json()])

  await confirm(page, 'Make public')
  await expect(page.getByRole('link', { name: address })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Make private' })).toBeVisible()
  // The server of these tests has a local address only.
  await expect(page.getByText(/^Citations leave this address out/)).toBeVisible()
  const opened = await open.goto(address)
  expect(opened?.status()).toBe(200)
  expect(opened?.headers()['x-robots-tag']).toBe('index, nofollow')
  await expect(open.locator('meta[name=robots]')).toHaveAttribute('content', 'index, nofollow')
  await expect(open).toHaveTitle(/Veröffentlichung 1 · Reassess$/)
  await expect(open.locator('meta[name=citation_author]')).toHaveCount(2)
  await expect(open.locator('meta[name=citation_title]')).toHaveAttribute('content', /\(version 1\)$/)
  const metadata = JSON.parse((await open.locator('script[type="application/ld+json"]').textContent()) ?? '')
  expect(metadata).toMatchObject({ '@type': 'Dataset', identifier: `urn:sha256:${checksum}`, version: '1' })
  await expect(open.locator('main dl').first()).toContainText(/\d\u00a0% von allen/)
  await expectNoSeriousViolations(open, 'a public release')
  await open.getByRole('button', { name: 'English' }).click()
  await expect(open.getByRole('heading', { name: 'Data card' })).toBeVisible()
  await expect(open.locator('main')).toContainText('CC0 1.0')
  // Nothing on the page leads into the project.
  expect(await open.locator('a[href*="/projects"]').count()).toBe(0)

  const sums = await (await visitor.request.get(`${parts}/SHA256SUMS`)).body()
  expect(sha256(sums)).toBe(checksum)
  const votes = await visitor.request.get(`${parts}/votes.csv`)
  expect(votes.headers()['cache-control']).toBe('public, max-age=300')
  expect(sums.toString()).toContain(`${sha256(await votes.body())}  votes.csv\n`)
  const notMade = await visitor.request.get(`/api/releases/${slug}/1/files/${slug}-1-real.json`)
  expect(notMade.status()).toBe(404)

  await confirm(page, 'Make private')
  await expect(page.getByRole('button', { name: 'Make public' })).toBeVisible()
  expect((await open.goto(address))?.status()).toBe(404)
  expect((await visitor.request.get(`${parts}/votes.csv`)).status()).toBe(404)
  await visitor.close()
}

test('publishes, cites, compares and withdraws a release', async ({
  page,
  browser,
  context,
  db,
  ratingProject,
  quietConsole,
}) => {
  quietConsole.allow(/status of 4(00|09)|ERR_INTERNET_DISCONNECTED/)
  // The public page of a release that is not public.
  quietConsole.allow(/status of 404 .*\/r\//)
  const { id, slug } = ratingProject
  await addVotes(db, id)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await signIn(context, await ratingProject.addAdmin())
  try {
    await page.goto(`/projects/${slug}/releases`)
    await expect(page.getByRole('main')).toContainText('Nothing to publish yet')
    await expectNoSeriousViolations(page, 'releases without a run')

    await aggregate(page, slug, 0.2)
    const dialog = page.getByRole('dialog', { name: 'Publish release' })
    await publish(page, slug, async () => {
      await expectNoSeriousViolations(page, 'publish dialog')
      await dialog.getByLabel('Data license').fill('CC0 1.0')
      await dialog.getByLabel('Authors').fill('Ada Lovelace\nAda Lovelace')
      await dialog.getByRole('button', { name: 'Publish release' }).click()
      await expect(dialog).toContainText('“Ada Lovelace” is listed twice.')
      await dialog.getByLabel('Authors').fill('Ada Lovelace\n\nCharles Babbage')
      await dialog.getByLabel('Notes').fill('The first of them.')
    })
    await aggregate(page, slug, 0.9)
    await publish(page, slug, async () => {
      await expect(dialog.getByLabel('Data license')).toHaveValue('CC0 1.0')
      await expect(dialog.getByLabel('Authors')).toHaveValue('Ada Lovelace\nCharles Babbage')
      await dialog.getByLabel('Version').fill('1')
      await dialog.getByRole('button', { name: 'Publish release' }).click()
      await expect(dialog).toContainText('Release 1 already exists. Choose another version.')
      // On a phone, the message above the fields is scrolled out of view.
      await page.setViewportSize({ width: 390, height: 560 })
      await context.setOffline(true)
      await dialog.getByLabel('Notes').fill('The second of them.')
      await dialog.getByRole('button', { name: 'Publish release' }).click()
      await expect(dialog.getByText('The server could not be reached.')).toBeInViewport()
      await context.setOffline(false)
      await page.setViewportSize({ width: 1440, height: 900 })
      await dialog.getByLabel('Version').fill('strict')
    })
    await expectNoSeriousViolations(page, 'releases')

    await page.getByRole('link', { name: 'Release 1', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Release 1')
    const main = page.getByRole('main')
    await expect(main).toContainText('CC0 1.0')
    await expect(main).toContainText('The first of them.')
    await expect(main).toContainText('Known limitations')
    const { rows } = await db.query('SELECT checksum, facts FROM release WHERE project_id = $1 AND version = $2', [
      id,
      '1',
    ])
    const [{ checksum, facts }] = rows
    await page.getByRole('button', { name: 'Copy citation' }).click()
    await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(facts.citation.text)
    expect(facts.citation.text).toContain(checksum)
    expect(facts.citation.text).toMatch(/^Ada Lovelace and Charles Babbage\. /)
    await expect(page.getByRole('region', { name: 'Files of the release' })).toContainText('real.json', {
      timeout: 30_000,
    })
    await expectNoSeriousViolations(page, 'a release')
    const labels = await page.request.get(`/api/projects/${slug}/releases/1/parts/labels.jsonl`)
    expect(await labels.text()).toBe('[0,1]\n'.repeat(3))

    await showToEveryone(page, browser, slug, checksum)

    await page.getByRole('button', { name: 'Generate files' }).press('Enter')
    await expect(page.getByText(/^All \d+ are generated/)).toBeVisible({ timeout: 60_000 })
    // The button is gone; the focus is not lost with it.
    await expect(main).toBeFocused()

    await page.goto(`/projects/${slug}/releases`)
    for (const version of ['1', 'strict']) await page.getByLabel(`Compare release ${version}`).setChecked(true)
    await page.getByRole('link', { name: 'Compare', exact: true }).click()
    const compared = page.getByRole('heading', { level: 1, name: 'Release 1 versus release strict' })
    await expect(compared).toBeVisible()
    await page.goBack()
    for (const version of ['1', 'strict']) await expect(page.getByLabel(`Compare release ${version}`)).toBeChecked()
    await page.goForward()
    await expect(compared).toBeVisible()
    await expect(main).toContainText('3 labels differ on 3 images: release strict adds 0 and drops 3.')
    const differences = page.getByRole('region', { name: 'Labels that differ' })
    await expect(differences.getByRole('row')).toHaveCount(4)
    await expect(differences).toContainText('1 yes, 0 maybe, 1 no')
    await expect(differences.getByText('dropped', { exact: true })).toHaveCount(3)
    await expectNoSeriousViolations(page, 'two releases compared')
    await page.getByRole('link', { name: 'Added 0' }).click()
    await expect(page).toHaveURL(/change=gained/)
    await expect(main).toContainText('None of this kind')

    await page.goto(`/projects/${slug}/releases/strict`)
    const withdrawal = page.getByRole('dialog', { name: 'Withdraw release strict' })
    await page.getByRole('button', { name: 'Withdraw' }).click()
    await expect(withdrawal.getByRole('button', { name: 'Withdraw release' })).toBeDisabled()
    await withdrawal.getByLabel('Reason').fill('Half a reason.')
    await withdrawal.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Withdraw' }).click()
    await expect(withdrawal.getByLabel('Reason')).toHaveValue('')
    await withdrawal.getByLabel('Reason').fill('Too strict for anything.')
    await expectNoSeriousViolations(page, 'withdraw dialog')
    await withdrawal.getByRole('button', { name: 'Withdraw release' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'Too strict for anything.' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Withdraw' })).toHaveCount(0)
    await expectNoSeriousViolations(page, 'a release that was withdrawn')
    await page.goto(`/projects/${slug}/releases`)
    await expect(main).toContainText('Release 1 is current')

    await expect(db.query('UPDATE release SET notes = $2 WHERE project_id = $1', [id, 'changed'])).rejects.toThrow(
      'is published and cannot change',
    )
  } finally {
    await removeReleases(db, id)
  }
})

test('hides releases from raters and experts', async ({ page, context, ratingProject }) => {
  const { slug } = ratingProject
  await signIn(context, await ratingProject.addRater())
  for (const address of [
    `releases`,
    'releases/1',
    'releases/compare?a=1&b=2',
    'releases/preview',
    'releases/1/parts/votes.csv',
  ])
    expect((await page.request.get(`/api/projects/${slug}/${address}`)).status(), address).toBe(403)
  const publishing = await page.request.post(`/api/projects/${slug}/jobs`, { data: { kind: 'publish-release' } })
  expect(publishing.status()).toBe(403)
})
