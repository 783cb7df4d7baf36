import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'playwright/test'
import { ports } from './ports'
import { ApiClient } from './support/api-client'
import { connectTo } from './support/embedded-database'
import { aggregate, findingsOf } from './support/interrupted-run'
import { expectInvariants } from './support/invariants'
import { descendants, isAlive, kill } from './support/processes'
import { addMember, makeAccounts, makeProject, testPassword } from './support/rating-rows'
import { startApp, untilHealthy } from './support/server'
import { expectStored, rate } from './support/simulated-rater'

const candidates = 8
const quota = 5

test('kill -9 of web server, worker and PostgreSQL neither loses nor duplicates acknowledged votes, keeps quotas, and leaves the result of a clean run', async () => {
  test.skip(process.platform !== 'linux', 'finds processes through /proc, which only Linux has')
  const app = await startApp({ port: ports.killedDatabase, name: 'faults', isDurable: true })
  try {
    const setUp = await connectTo(app.dataDir)
    const project = await makeProject(setUp, { tasks: 4_000, candidates, quota })
    const [admin, ...accounts] = await makeAccounts(setUp, 9)
    await addMember(setUp, project.id, admin!.id, 'admin')
    for (const account of accounts) await addMember(setUp, project.id, account.id, 'rater')
    await setUp.end()
    const clients = accounts.map(() => new ApiClient(app.url))
    for (const [k, client] of clients.entries()) await client.signIn(accounts[k]!.email, testPassword)

    let isOver = false
    const rating = Promise.all(
      clients.map((client, k) => rate(client, project.slug, { isOver: () => isOver, seed: k + 1, thinkMs: 80 })),
    )
    for (const what of ['web', 'worker', 'database', 'database', 'web'] as const) {
      await sleep(1_500)
      kill(app, what)
      await sleep(1_000)
      await untilHealthy(app.url)
    }
    await sleep(1_500)
    isOver = true
    const acknowledged = (await rating).flat()
    console.log(`${acknowledged.length} tasks acknowledged across five kills`)
    expect(acknowledged.length).toBeGreaterThan(100)

    const db = await connectTo(app.dataDir)
    await expectStored(db, project.id, acknowledged)
    await expectInvariants(
      db,
      project.id,
      acknowledged.map(({ assignmentId }) => assignmentId),
    )

    const client = new ApiClient(app.url)
    await client.signIn(admin!.email, testPassword)
    const killed = await aggregate(db, project.slug, client, () => kill(app, 'worker'))
    expect(killed.attempts).toBeGreaterThan(1)
    expect((await aggregate(db, project.slug, client)).attempts).toBe(1)
    const [afterKill, clean, ...more] = await findingsOf(db, project.id)
    expect(more).toEqual([])
    expect(clean.scores).toMatch(/^[0-9a-f]{32}$/)
    expect(clean.vote_count).toBeGreaterThanOrEqual(acknowledged.length * candidates)
    expect(afterKill).toEqual(clean)
    await db.end()
  } finally {
    await app.stop()
  }
})

test('leaves no process behind when the whole app is killed, and starts again on its data', async () => {
  test.skip(process.platform !== 'linux', 'finds processes through /proc, which only Linux has')
  const app = await startApp({ port: ports.killedServer, name: 'killed', isDurable: true })
  const db = await connectTo(app.dataDir)
  const project = await makeProject(db, { tasks: 3, candidates: 2, quota: 1 })
  await db.end()
  const all = descendants(app.process.pid as number)
  process.kill(app.process.pid as number, 'SIGKILL')
  for (const one of all.filter(({ command }) => /start-server/.test(command))) process.kill(one.pid, 'SIGKILL')
  await expect
    .poll(() => all.filter(({ pid, command }) => isAlive(pid) && !/postgres/.test(command)).map((one) => one.command), {
      timeout: 20_000,
    })
    .toEqual([])
  const again = await startApp({ port: ports.killedServer, name: 'killed', isDurable: true, isFresh: false })
  try {
    const after = await connectTo(again.dataDir)
    const { rows } = await after.query('SELECT id FROM project WHERE slug = $1', [project.slug])
    expect(rows).toHaveLength(1)
    await after.end()
  } finally {
    await again.stop()
  }
})
