import { appendFileSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { ports } from './ports'
import { expectNoSeriousViolations } from './support/axe'
import { connectTo } from './support/embedded-database'
import { apiFor, expect, signIn, test } from './support/fixtures'
import { entryAddress, makePanel } from './support/panel-rows'
import { makeProject, testPassword } from './support/rating-rows'
import { startApp } from './support/server'

test('a rater views, downloads and erases their personal data', async ({ page, context, db, ratingProject }) => {
  const email = await ratingProject.addRater()
  const client = await apiFor(email)
  const { body: ratingPage } = await client.next(ratingProject.slug)
  const answers = ['no', 'maybe', 'yes']
  const id = ratingPage.task?.assignmentId as number
  await client.submit(ratingProject.slug, id, {
    revision: 0,
    answers,
    durationMs: 1,
    imageShownMs: 1_000,
    shownMs: null,
  })

  await signIn(context, email)
  await page.goto(`/rate/${ratingProject.slug}/your-data`)
  await expect(page.getByText(`rater ${ratingPage.raterId}`)).toBeVisible()
  await expect(page.getByText('admins can look up your account')).toBeVisible()
  await expectNoSeriousViolations(page, 'your data')
  const waiting = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download your data' }).click()
  const data = JSON.parse(readFileSync(await (await waiting).path(), 'utf8'))
  expect(data.identity.account.email).toBe(email)
  expect(data.answers).toHaveLength(3)

  // A rater who would start over is not offered what is refused afterwards.
  const pause = (at: string) => db.query(`UPDATE rater SET paused_at = ${at} WHERE project_id = $1`, [ratingProject.id])
  await pause('now()')
  await page.reload()
  await expect(page.getByText('The admins of the project can do it for you.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Erase my identity' })).toHaveCount(0)
  await pause('NULL')
  await page.reload()
  await page.getByRole('button', { name: 'Erase my identity' }).click()
  await page.getByRole('button', { name: 'Yes, erase' }).click()
  await expect(page.getByText('Nobody can tell any longer')).toBeVisible()
  const { rows } = await db.query(
    `SELECT (SELECT count(*)::int FROM rater_identity WHERE project_id = $1) AS identities,
       (SELECT count(*)::int FROM vote WHERE project_id = $1) AS votes`,
    [ratingProject.id],
  )
  expect(rows[0]).toEqual({ identities: 0, votes: 3 })
  const log = readFileSync(path.join(String(process.env.E2E_DATA_DIR), 'erasures.jsonl'), 'utf8')
  expect(log).toContain(ratingProject.slug)
  expect(log).not.toContain(email)
})

test('tells an admin that an erased rater stays a member', async ({ page, context, db, ratingProject }) => {
  const email = await ratingProject.addRater()
  const { body } = await (await apiFor(email)).next(ratingProject.slug)
  await signIn(context, await ratingProject.addAdmin())
  await page.goto(`/projects/${ratingProject.slug}/raters/${body.raterId}`)
  await page.getByRole('button', { name: 'Erase identity' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('keeps the account and stays a member')
  await expect(dialog.getByRole('link', { name: 'Members and invite links' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Erase identity' }).click()
  await expect(page.getByText('The person is still a member.')).toBeVisible()
  const { rows } = await db.query(
    `SELECT (SELECT count(*)::int FROM rater_identity WHERE project_id = $1) AS identities,
       (SELECT count(*)::int FROM membership m JOIN app_user u ON u.id = m.user_id WHERE project_id = $1 AND email = $2) AS members`,
    [ratingProject.id, email],
  )
  expect(rows[0]).toEqual({ identities: 0, members: 1 })
})

test('names no rater in any export', async ({ db, ratingProject, page }) => {
  const panel = await makePanel(db, ratingProject.id)
  await page.goto(entryAddress(panel, 'abcabcabcabc', 'defdefdefdef'))
  await expect(page).toHaveURL(/\/rate\//)
  const email = await ratingProject.addRater()
  const rater = await apiFor(email)
  const { body: ratingPage } = await rater.next(ratingProject.slug)
  const answers = ['no', 'maybe', 'yes']
  await rater.submit(ratingProject.slug, ratingPage.task?.assignmentId as number, {
    revision: 0,
    answers,
    durationMs: 1,
    imageShownMs: 1_000,
    shownMs: null,
  })
  const admin = await apiFor(await ratingProject.addAdmin())
  const base = `/api/projects/${ratingProject.slug}`
  const exports = [
    'votes-csv',
    'images-csv',
    'original-labels-csv',
    'class-list-csv',
    'predictions-csv',
    'real-json',
    'scores-npz',
    'flags-csv',
    'golden-answers-csv',
  ]
  for (const address of [...exports.map((name) => `/exports/${name}`), '/runs', '/agreement']) {
    const { status, body } = await admin.get(`${base}${address}`)
    expect(status, address).not.toBe(500)
    expect(JSON.stringify(body), address).not.toMatch(/abcabcabcabc|defdefdefdef|@example\.org/)
  }
})

test('deletes an account after its password, unless a project would lose its only admin', async ({
  page,
  context,
  db,
  ratingProject,
  quietConsole,
}) => {
  quietConsole.allow(/status of 4(00|09)/)
  const email = await ratingProject.addAdmin()
  await signIn(context, email)
  const own = (isOwner: boolean) => db.query('UPDATE app_user SET is_owner = $2 WHERE email = $1', [email, isOwner])
  await own(true)
  await page.goto('/account')
  await expect(page.getByText('Your account owns this server, so it cannot be deleted.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Delete my account' })).toBeHidden()
  await own(false)
  await page.reload()
  await expectNoSeriousViolations(page, 'the account')
  const dialog = page.getByRole('dialog')
  const remove = async (password: string) => {
    await page.getByRole('button', { name: 'Delete my account' }).click()
    await dialog.getByLabel('E-mail').fill(email)
    await dialog.getByLabel('Current password').fill(password)
    await page.getByRole('button', { name: 'Delete permanently' }).click()
  }
  await remove('not the password')
  await expect(dialog.getByText('This is not your current password.')).toBeVisible()
  await expectNoSeriousViolations(page, 'the refused deletion')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await remove(testPassword)
  await expect(dialog.getByRole('alert')).toContainText('only admin')
  await ratingProject.addAdmin()
  await page.getByRole('button', { name: 'Delete permanently' }).click()
  await expect(page).toHaveURL(/sign-in/)
  expect((await db.query('SELECT 1 FROM app_user WHERE email = $1', [email])).rowCount).toBe(0)
})

test('applies erasures again before it serves a restored backup', async () => {
  const options = { port: ports.restoredBackup, name: 'backup' }
  const before = await startApp(options)
  let db = await connectTo(before.dataDir)
  const project = await makeProject(db, { tasks: 1, candidates: 1, quota: 1 })
  // The data that a backup from before the erasure contains.
  await db.query("INSERT INTO rater (project_id, id, kind) VALUES ($1, 1, 'panel'), ($1, 2, 'panel')", [project.id])
  await db.query(
    `INSERT INTO rater_identity (project_id, rater_id, platform, platform_key)
     VALUES ($1, 1, 'panel', 'erased-person'), ($1, 2, 'panel', 'other-person')`,
    [project.id],
  )
  await db.end()
  await before.stop()
  const line = JSON.stringify({ project: project.slug, rater: 1, at: new Date().toISOString() })
  appendFileSync(path.join(before.dataDir, 'erasures.jsonl'), `${line}\n`)

  const after = await startApp({ ...options, isFresh: false })
  db = await connectTo(after.dataDir)
  const { rows } = await db.query('SELECT platform_key FROM rater_identity WHERE project_id = $1', [project.id])
  expect(rows).toEqual([{ platform_key: 'other-person' }])
  await db.end()
  await after.stop()
})
