import type pg from 'pg'
import type { ApiClient } from '../support/api-client'
import { connectTo } from '../support/embedded-database'
import { expect, test } from '../support/fixtures'
import { expectDrained, expectInvariants, invariantTables, invariantViolations } from '../support/invariants'
import { clientOf } from '../support/made-session'
import { addMember, makeAccounts, makeProject, removeProject } from '../support/rating-rows'

const candidates = 3
const quota = 5

async function projectWith(db: pg.Client, { tasks, raters }: { tasks: number; raters: number }) {
  const project = await makeProject(db, { tasks, candidates, quota })
  const accounts = await makeAccounts(db, raters)
  for (const { id } of accounts) await addMember(db, project.id, id, 'rater')
  const clients = await Promise.all(accounts.map((account) => clientOf(account.id)))
  const remove = async () => {
    await removeProject(db, project.id)
    await db.query('DELETE FROM app_user WHERE id = ANY ($1)', [accounts.map(({ id }) => id)])
  }
  return { ...project, clients, remove }
}

const submission = (revision: number) => ({
  revision,
  answers: ['no', 'maybe', 'yes'],
  durationMs: null,
  imageShownMs: 1_000,
  shownMs: null,
})

/** Rates until no tasks are left. Returns the acknowledged answers. */
async function rateToTheEnd(client: ApiClient, slug: string): Promise<number[]> {
  const acknowledged: number[] = []
  for (;;) {
    const { status, body } = await client.next(slug)
    expect(status).toBe(200)
    if (body.state === 'finished') return acknowledged
    expect(['rating', 'waiting']).toContain(body.state)
    if (!body.task) continue
    const { assignmentId, revision } = body.task
    expect((await client.submit(slug, assignmentId, submission(revision))).status).toBe(200)
    acknowledged.push(assignmentId)
  }
}

test('gives a task to exactly as many of sixty-four concurrent raters as its quota, and makes the others wait', async ({
  db,
}) => {
  const { id, slug, clients, remove } = await projectWith(db, { tasks: 1, raters: 64 })
  const asked = await Promise.all(clients.map((client) => client.next(slug)))
  expect(asked.map(({ status }) => status)).toEqual(clients.map(() => 200))
  const winners = asked.flatMap(({ body }, k) => (body.task ? [{ client: clients[k]!, task: body.task }] : []))
  expect(winners).toHaveLength(quota)
  const others = asked.filter(({ body }) => !body.task).map(({ body }) => body.state)
  expect(others).toEqual(Array(64 - quota).fill('waiting'))
  await expectInvariants(db, id)

  for (const { client, task } of winners)
    expect((await client.submit(slug, task.assignmentId, submission(task.revision))).status).toBe(200)
  const after = await Promise.all(clients.map((client) => client.next(slug)))
  expect(after.map(({ body }) => body.state)).toEqual(clients.map(() => 'finished'))
  const acknowledged = winners.map(({ task }) => task.assignmentId)
  await expectInvariants(db, id, acknowledged)
  await expectDrained(db, id)
  await remove()
})

test('never reports an empty queue while rows are locked, and ends with every task at its quota', async ({ db }) => {
  const { id, slug, clients, remove } = await projectWith(db, { tasks: 12, raters: 8 })
  const locker = await connectTo(String(process.env.E2E_DATA_DIR))
  await locker.query('BEGIN')
  await locker.query('SELECT FROM task WHERE project_id = $1 FOR UPDATE', [id])
  const asked = await Promise.all(clients.map((client) => client.next(slug)))
  expect(asked.map(({ body }) => ({ state: body.state, task: body.task }))).toEqual(
    clients.map(() => ({ state: 'waiting', task: null })),
  )
  // A request that waits for the lock gets the first task without a retry.
  const asking = clients[0]!.next(slug)
  await locker.query('ROLLBACK')
  await locker.end()
  expect((await asking).body.state).toBe('rating')

  const acknowledged = await Promise.all(clients.map((client) => rateToTheEnd(client, slug)))
  expect(acknowledged.flat()).toHaveLength(12 * quota)
  await expectInvariants(db, id, acknowledged.flat())
  await expectDrained(db, id)
  await remove()
})

test('a long open transaction delays no rater and breaks nothing after it', async ({ db }) => {
  const { id, slug, clients, remove } = await projectWith(db, { tasks: 12, raters: 6 })
  const reader = await connectTo(String(process.env.E2E_DATA_DIR))
  await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ')
  const seen =
    'SELECT count(*)::int AS votes, (SELECT sum(submitted)::int FROM task WHERE project_id = $1) AS submitted FROM vote WHERE project_id = $1'
  expect((await reader.query(seen, [id])).rows).toEqual([{ votes: 0, submitted: 0 }])
  const acknowledged = await Promise.all(clients.map((client) => rateToTheEnd(client, slug)))
  expect(acknowledged.flat()).toHaveLength(12 * quota)
  // It still sees its old snapshot, which keeps dead rows from being removed.
  expect((await reader.query(seen, [id])).rows).toEqual([{ votes: 0, submitted: 0 }])
  await db.query('VACUUM task, rater_cursor, assignment')
  await expectInvariants(db, id, acknowledged.flat())
  await expectDrained(db, id)
  expect((await clients[0]!.get('/api/health')).status).toBe(200)
  await reader.query('COMMIT')
  await reader.end()
  await remove()
})

test('the invariant check detects each violation', async ({ db }) => {
  const { id, slug, clients, remove } = await projectWith(db, { tasks: 2, raters: 1 })
  const acknowledged = await rateToTheEnd(clients[0]!, slug)
  const damages: [RegExp, string][] = [
    [/^I1/, 'UPDATE task SET quota = 0'],
    [/^I2/, 'INSERT INTO assignment SELECT * FROM assignment LIMIT 1'],
    [/^I3: assignment/, 'DELETE FROM vote WHERE ctid = (SELECT ctid FROM vote LIMIT 1)'],
    [/^I3: the vote/, `UPDATE assignment SET state = 'expired'`],
    [/^I5: task/, 'UPDATE task SET submitted = submitted + 1'],
    [/^I5: candidate/, 'UPDATE candidate SET vote_count = 0'],
  ]
  for (const [violation, damage] of damages) {
    await db.query('BEGIN')
    // Temporary tables of the same names come first in the search path: constraints refuse most of this in the real ones.
    for (const table of invariantTables)
      await db.query(
        `CREATE TEMP TABLE ${table} ON COMMIT DROP AS SELECT * FROM public.${table} WHERE project_id = ${id}`,
      )
    expect(await invariantViolations(db, id)).toEqual([])
    await db.query(damage)
    expect(await invariantViolations(db, id), damage).toContainEqual(expect.stringMatching(violation))
    await db.query('ROLLBACK')
  }
  await expect(expectInvariants(db, id, [...acknowledged, -1])).rejects.toThrow('I4')
  await expect(expectDrained(db, id)).rejects.toThrow('I6')
  await remove()
})
