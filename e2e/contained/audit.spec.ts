import { randomUUID } from 'node:crypto'
import { clientFrom, newNetwork } from '../support/direct-request'
import { apiFor, expect, test } from '../support/fixtures'
import { makeAccounts, testPassword } from '../support/rating-rows'

test('records sign-ins, failed sign-ins, role changes, exports and deletions permanently in an exportable audit trail', async ({
  db,
  ratingProject,
}) => {
  const [account, owner] = await makeAccounts(db, 2)
  await db.query('UPDATE app_user SET is_owner = true WHERE id = $1', [owner!.id])
  const { slug, id: projectId } = ratingProject
  const from = newNetwork()
  for (let k = 0; k < 12; k++) await clientFrom(from).trySignIn(account!.email, 'a wrong password')
  const other = clientFrom()
  expect((await other.trySignIn(account!.email, testPassword)).status).toBe(200)
  await other.submitForm('signout', {})
  const events = async (where: string, value: unknown) =>
    (await db.query<{ action: string }>(`SELECT action FROM audit_event WHERE ${where} ORDER BY id`, [value])).rows.map(
      ({ action }) => action,
    )
  expect(await events("details->>'accountId' = $1", account!.id)).toEqual([
    ...Array(10).fill('account.sign-in-failed'),
    'account.sign-in-limited',
  ])
  expect(await events('user_id = $1', account!.id)).toEqual(['account.sign-in', 'account.sign-out'])

  const admin = await apiFor(await ratingProject.addAdmin())
  const rater = await ratingProject.addRater()
  const { rows } = await db.query<{ id: string }>('SELECT id FROM app_user WHERE email = $1', [rater])
  const member = `/api/projects/${slug}/members/${rows[0]!.id}`
  expect((await admin.request('PATCH', member, { role: 'expert' })).status).toBe(200)
  expect((await admin.request('DELETE', member)).status).toBe(200)
  expect((await admin.get(`/api/projects/${slug}/exports/images-csv`)).status).toBe(200)
  expect(await events('project_id = $1', projectId)).toEqual(['member.change-role', 'member.remove', 'project.export'])
  const trail = await admin.get<string>(`/api/projects/${slug}/exports/audit-csv`)
  expect(trail.body).toContain('Removed a member')

  const leaver = await apiFor(account!.email)
  const proof = { email: account!.email, currentPassword: testPassword }
  expect((await leaver.request('DELETE', '/api/account', proof)).status).toBe(200)
  const all = await (await apiFor(owner!.email)).get<string>('/api/audit')
  expect(all.status).toBe(200)
  for (const text of ['account.sign-in-failed', 'account.sign-out', 'account.delete']) expect(all.body).toContain(text)
  expect(all.body).not.toContain(account!.email)
  expect((await admin.get('/api/audit')).status).toBe(403)

  for (const statement of ["UPDATE audit_event SET action = 'x'", 'DELETE FROM audit_event', 'TRUNCATE audit_event'])
    await expect(db.query(statement)).rejects.toMatchObject({ code: 'RA002' })
  await db.query('DELETE FROM app_user WHERE id = $1', [owner!.id])
})

test('records a failed sign-in alike with and without an account, and stores no e-mail', async ({ db }) => {
  const email = `${randomUUID()}@example.org`
  const before = Number((await db.query('SELECT max(id) AS id FROM audit_event')).rows[0].id)
  expect((await clientFrom().trySignIn(email, 'a wrong password')).status).toBe(401)
  const { rows } = await db.query(
    `SELECT details FROM audit_event WHERE id > $1 AND action = 'account.sign-in-failed' AND details->>'accountId' IS NULL`,
    [before],
  )
  expect(rows.length).toBeGreaterThan(0)
  expect(JSON.stringify(rows)).not.toContain(email)
})
