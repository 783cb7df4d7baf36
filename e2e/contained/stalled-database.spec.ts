import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { expect, test } from 'playwright/test'
import { ports } from '../ports'
import { ApiClient } from '../support/api-client'
import { connectTo, postmasterPid } from '../support/embedded-database'
import { descendants, isAlive, kill } from '../support/processes'
import { addMember, makeAccounts, makeProject, testPassword } from '../support/rating-rows'
import { startApp, untilHealthy } from '../support/server'

test('answers a stalled database with 503 within five seconds, and recovers at once from a killed one with a busy backend', async () => {
  test.skip(process.platform !== 'linux', 'finds processes through /proc, which only Linux has')
  const app = await startApp({ port: ports.killedServer, name: 'outages', isDurable: true })
  try {
    const setUp = await connectTo(app.dataDir)
    const project = await makeProject(setUp, { tasks: 3, candidates: 2, quota: 1 })
    const [account] = await makeAccounts(setUp, 1)
    await addMember(setUp, project.id, account!.id, 'admin')
    const client = new ApiClient(app.url)
    await client.signIn(account!.email, testPassword)
    const addresses = ['/api/health', '/api/ready', `/api/projects/${project.slug}/jobs`, `/projects/${project.slug}`]
    const ask = () =>
      Promise.all(
        addresses.map(async (address) => {
          const startedAt = Date.now()
          const response = await client.response('GET', address)
          return { address, status: response.status, text: await response.text(), ms: Date.now() - startedAt }
        }),
      )
    for (const { address, status } of await ask()) expect(status, address).toBe(200)

    await test.step('everything of PostgreSQL is stopped', async () => {
      const postmaster = postmasterPid(app.dataDir)
      const stopped = [postmaster, ...descendants(postmaster).map(({ pid }) => pid)]
      for (const pid of stopped) process.kill(pid, 'SIGSTOP')
      try {
        for (const when of ['the first', 'the second']) {
          const answers = await ask()
          console.log(answers.map(({ address, status, ms }) => `${address} ${status} after ${ms} ms`).join('; '))
          for (const { address, status, text, ms } of answers) {
            expect(status, `${when} ${address}`).toBe(503)
            expect(ms, `${when} ${address}`).toBeLessThan(5_000)
            if (address.startsWith('/api')) expect(text).toContain('database is not available')
            if (address === '/api/health') expect(JSON.parse(text).checks).toMatchObject({ disk: { isOk: true } })
          }
        }
      } finally {
        for (const pid of stopped) process.kill(pid, 'SIGCONT')
      }
      await untilHealthy(app.url, 15_000)
      for (const { address, status } of await ask()) expect(status, address).toBe(200)
    })

    await test.step('a query whose client is gone ends', async () => {
      const abandoned = await connectTo(app.dataDir)
      const { rows } = await abandoned.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
      abandoned.query('SELECT count(*) FROM generate_series(1, 1000000000000)').catch(() => {})
      await sleep(500)
      destroy(abandoned)
      await expect.poll(() => isAlive(rows[0]!.pid), { timeout: 10_000 }).toBe(false)
    })

    await test.step('the server is killed while a backend computes', async () => {
      const { rows } = await setUp.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
      setUp.query('SELECT count(*) FROM generate_series(1, 1000000000000)').catch(() => {})
      await sleep(500)
      kill(app, 'database')
      const killedAt = Date.now()
      await sleep(500)
      await untilHealthy(app.url, 30_000)
      console.log(`healthy ${Date.now() - killedAt} ms after the kill`)
      expect(isAlive(rows[0]!.pid)).toBe(false)
    })
  } finally {
    await app.stop()
  }
})

/** Resets the connection, as a killed client does. */
const destroy = (client: pg.Client) =>
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy()
