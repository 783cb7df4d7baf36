import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright/test'
import { appUrl } from '../ports'
import { expectNoSeriousViolations } from '../support/axe'
import { expect, signIn, test } from '../support/fixtures'
import { testPassword } from '../support/rating-rows'

const tokens = (page: Page) => page.getByRole('region', { name: 'Access tokens' })

async function newToken(page: Page, name: string, access: string): Promise<string> {
  await tokens(page).getByRole('button', { name: 'New access token' }).click()
  const dialog = page.getByRole('dialog', { name: 'New access token' })
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByLabel('Access', { exact: true }).selectOption(access)
  await dialog.getByLabel('Current password').fill(testPassword)
  await dialog.getByRole('button', { name: 'Create token' }).click()
  const token = await dialog.getByLabel('Access token').inputValue()
  expect(token).toMatch(/^reassess_[\w-]{43}$/)
  await expectNoSeriousViolations(page, 'a new access token')
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(tokens(page).getByRole('listitem').filter({ hasText: name })).toContainText('never used')
  return token
}

const request = (token: string, method: string, address: string, body?: object) => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  return fetch(`${appUrl}${address}`, { method, headers, ...(body && { body: JSON.stringify(body) }) })
}
const statusOf = async (...asked: Parameters<typeof request>) => (await request(...asked)).status

test('lets a program import, aggregate and export with a token until it is revoked', async ({
  page,
  context,
  ratingProject,
}) => {
  const { slug } = ratingProject
  await signIn(context, await ratingProject.addAdmin())
  await page.goto('/account')
  const reads = await newToken(page, 'Dashboard', 'Read only')
  const writes = await newToken(page, 'Nightly import', 'Read and change')

  const folder = await mkdtemp(path.join(tmpdir(), 'reassess-api-'))
  try {
    const example = (await readFile('docs/api.md', 'utf8')).match(/```js\n(.*?)```/s)![1]!
    await writeFile(path.join(folder, 'example.mjs'), example)
    const votes = ['ann', 'bob'].map((rater) => `image-0.jpg,${rater},class 1,yes\n`).join('')
    await writeFile(path.join(folder, 'votes.csv'), `image,rater,class,answer\n${votes}`)
    const run = (token: string) =>
      promisify(execFile)(process.execPath, ['example.mjs', appUrl, slug, 'votes.csv'], {
        cwd: folder,
        env: { ...process.env, REASSESS_TOKEN: token },
      })
    await expect(run(reads)).rejects.toThrow('This access token can only read')
    // The last request of the example: without golden answers, a person has to confirm that the run may be used.
    await expect(run(writes)).rejects.toThrow(/exports.*Run 1 fails the check “Golden answers”/)
  } finally {
    await rm(folder, { recursive: true })
  }

  const project = `/api/projects/${slug}`
  const confirmed = page.evaluate(async (address) => {
    const body = JSON.stringify({ reason: 'Two votes are enough.' })
    return (await fetch(address, { method: 'POST', body, headers: { 'content-type': 'application/json' } })).status
  }, `${project}/runs/1/confirmation`)
  expect(await confirmed).toBe(200)
  const labels = await (await request(reads, 'GET', `${project}/exports/labels-by-file`)).json()
  expect(labels['image-0.jpg'].labels).toEqual([expect.objectContaining({ name: 'class 1' })])
  const audit = await (await request(reads, 'GET', `${project}/exports/audit-csv`)).text()
  const byToken = audit
    .split('\n')
    .flatMap((line) => (line.includes('By access token: Nightly import') ? line.split(',')[4] : []))
  expect(new Set(byToken)).toEqual(
    new Set(['import.start', 'project.import-votes', 'aggregation.start', 'project.aggregate']),
  )
  // What an admin sees in the browser: each response is checked against its schema.
  for (const read of [
    'images?labels=1&sort=disagreement',
    'suggestions',
    'reviews',
    'label-sets',
    'golden/pairs',
    'waiting',
  ])
    expect(await statusOf(reads, 'GET', `${project}/${read}`), read).toBe(200)
  const { images, total, runId } = await (await request(reads, 'GET', `${project}/images?rated=yes`)).json()
  expect([images.length, total, runId]).toEqual([1, 1, 1])
  const kept = images[0].pairs.filter((pair: { isKept: boolean }) => pair.isKept)
  expect(kept).toMatchObject([{ class: { name: 'class 1' }, score: 1 }])
  const refused = await request(writes, 'DELETE', `${project}/runs/compare`)
  expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS'])
  // People answer and invite others, not programs.
  expect(await statusOf(writes, 'POST', `${project}/assignments/next`, {})).toBe(403)
  expect(await statusOf(writes, 'POST', `${project}/invites`, {})).toBe(403)
  expect(await statusOf(writes, 'POST', `${project}/runs/1/confirmation`, { reason: 'Fine.' })).toBe(403)
  expect(await statusOf(writes, 'POST', '/api/account/access-tokens', {})).toBe(403)
  expect(await statusOf(writes, 'GET', '/api/projects/demo-of-others')).toBe(404)
  expect(await statusOf(`${writes}x`, 'GET', '/api/projects')).toBe(401)
  expect(await statusOf(`${writes}x`, 'GET', '/api/openapi.json')).toBe(200)

  await page.reload()
  await expect(tokens(page).getByRole('listitem').filter({ hasText: 'Nightly import' })).toContainText('last used')
  await expectNoSeriousViolations(page, 'access tokens')
  await tokens(page).getByRole('button', { name: 'Revoke Nightly import' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(tokens(page).getByRole('listitem')).toHaveCount(1)
  expect(await statusOf(writes, 'GET', '/api/projects')).toBe(401)
  expect(await statusOf(reads, 'GET', '/api/projects')).toBe(200)

  await page.getByRole('button', { name: 'Sign out everywhere' }).click()
  await page.getByRole('dialog').getByLabel('Current password').fill(testPassword)
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/sign-in/)
  expect(await statusOf(reads, 'GET', '/api/projects')).toBe(401)
})
