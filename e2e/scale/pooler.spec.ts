import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'playwright/test'
import type { JobSummary } from '@/lib/contracts/jobs'
import type { RatingSession } from '@/lib/contracts/rating/rating'
import { inspectQueryLimits } from '@/lib/db/inspect-database'
import { uploadPackOf } from '@/lib/services/testing/upload-pack'
import { ports } from '../ports'
import { ApiClient } from '../support/api-client'
import { connectTo } from '../support/embedded-database'
import { expectInvariants } from '../support/invariants'
import { LivePage } from '../support/live-page'
import { needs } from '../support/needs'
import { startOwnDatabase } from '../support/own-database'
import { hasPgBouncer, startPooler } from '../support/pooler'
import { addMember, makeAccounts, makeProject, testPassword } from '../support/rating-rows'
import { startApp, untilHealthy } from '../support/server'
import { expectStored, rate } from '../support/simulated-rater'

const stateOf = (job: JobSummary | null) => (job?.state === 'failed' ? job.error : job?.state)
const unavailable = { code: 'unavailable', message: expect.stringContaining('database is not available') }

test('works behind PgBouncer in transaction mode, and loses nothing when the pooler stalls or is killed', async () => {
  needs(hasPgBouncer() ? null : 'PgBouncer is not installed (apt-get install pgbouncer)')
  const database = await startOwnDatabase('pooler')
  const pooler = await startPooler(database.dataDir, database.url, ports.pooler)
  const start = (env: Record<string, string>) =>
    startApp({ port: ports.behindPooler, name: 'pooler', isFresh: false, env: { DATABASE_URL: pooler.url, ...env } })
  try {
    await test.step('without the address of PostgreSQL itself, the start says what is missing', async () => {
      await expect(start({})).rejects.toThrow(/is a pooler .* Set DIRECT_DATABASE_URL/)
    })
    await test.step('the file that is shipped limits queries and transactions', async () => {
      expect(await inspectQueryLimits(pooler.url)).toEqual({ statementMs: 20_000, idleInTransactionMs: 35_000 })
    })
    const app = await start({ DIRECT_DATABASE_URL: database.url })
    const db = await connectTo(database.dataDir)
    try {
      const project = await makeProject(db, { tasks: 1_000, candidates: 3, quota: 3 })
      const accounts = await makeAccounts(db, 9)
      const [admin, ...raters] = accounts
      await addMember(db, project.id, admin!.id, 'admin')
      for (const { id } of raters) await addMember(db, project.id, id, 'rater')
      const clients = raters.map(() => new ApiClient(app.url))
      for (const [k, client] of clients.entries()) await client.signIn(raters[k]!.email, testPassword)
      const manager = new ApiClient(app.url)
      await manager.signIn(admin!.email, testPassword)
      const base = `/api/projects/${project.slug}`

      const startJob = async (kind: string, input: object) => {
        const { status, body } = await manager.post<JobSummary>(`${base}/jobs`, { kind, input })
        expect(status, JSON.stringify(body)).toBeLessThan(300)
        return body.id
      }
      const untilDone = (id: string) =>
        expect
          .poll(async () => stateOf((await manager.get<JobSummary>(`${base}/jobs/${id}`)).body), { timeout: 60_000 })
          .toBe('succeeded')

      await test.step('an answer is taken back', async () => {
        const client = clients[0]!
        const { body: first } = await client.next(project.slug)
        const id = first.task!.assignmentId
        const answers = ['no', 'maybe', 'yes']
        const body = { revision: 0, answers, durationMs: 1, imageShownMs: 1_000, shownMs: null }
        expect((await client.submit(project.slug, id, body)).status).toBe(200)
        const undone = await client.post<RatingSession>(`${base}/assignments/${id}/undo`, {})
        expect(undone).toMatchObject({ status: 200, body: { task: { assignmentId: id, previousAnswers: answers } } })
      })

      await test.step('files are sent and imported', async () => {
        const { id: uploadId } = (await manager.post<{ id: string }>(`${base}/uploads`)).body
        const line = '{"file":"image-0.jpg","top1":[{"label":2,"probability":0.9}]}\n'
        const predicted = uploadPackOf('model.jsonl', line)
        const sent = await manager.response('PUT', `${base}/uploads/${uploadId}/pack`, predicted)
        expect(sent.status, await sent.text()).toBe(200)
        const input = { source: { from: 'upload', uploadId }, model: 'model', isPartial: true }
        await untilDone(await startJob('import-predictions', input))
        const { rows } = await db.query('SELECT class_id AS id FROM prediction WHERE project_id = $1', [project.id])
        expect(rows).toEqual([{ id: 2 }])
      })

      const live = new LivePage(manager, `${base}/live`)
      let isOver = false
      const isDone = () => isOver
      const rating = Promise.all(
        clients.map((client, k) => rate(client, project.slug, { isOver: isDone, seed: k + 1 })),
      )
      await live.untilNext()
      await sleep(1_000)

      const addresses = ['/api/ready', `${base}/jobs`, `/projects/${project.slug}`]
      const expectAllAway = async () => {
        for (const address of addresses) {
          const startedAt = performance.now()
          const answer = await manager.response('GET', address)
          const text = await answer.text()
          expect(answer.status, address).toBe(503)
          expect(performance.now() - startedAt, address).toBeLessThan(5_000)
          if (address.startsWith('/api')) expect(JSON.parse(text)).toMatchObject(unavailable)
        }
      }

      await test.step('the pooler stands still', async () => {
        const job = await startJob('aggregate', { method: 'majority', parameters: {} })
        pooler.signal('SIGSTOP')
        await expectAllAway()
        pooler.signal('SIGCONT')
        await untilHealthy(app.url, 15_000)
        await untilDone(job)
        await live.untilNext()
      })

      await test.step('the pooler is killed and started again', async () => {
        const job = await startJob('aggregate', { method: 'majority', parameters: {} })
        await pooler.kill()
        await expectAllAway()
        await pooler.start()
        await untilHealthy(app.url, 15_000)
        await untilDone(job)
        await live.untilNext()
      })

      isOver = true
      const votes = (await rating).flat()
      live.close()
      console.log(`${votes.length} tasks acknowledged behind PgBouncer, ${live.lost} times without live events`)
      expect(votes.length).toBeGreaterThan(50)
      await expectStored(db, project.id, votes)
      await expectInvariants(
        db,
        project.id,
        votes.map(({ assignmentId }) => assignmentId),
      )
    } finally {
      await db.end()
      await app.stop()
    }
  } finally {
    await pooler.kill()
    await database.stop()
  }
})
