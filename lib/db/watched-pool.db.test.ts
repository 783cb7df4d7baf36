import net from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { directDatabaseUrl } from '@/lib/env'
import { WatchedPool } from './watched-pool'

/** Starts a proxy to the test's database that can swallow everything, as a dead network or a stopped server does. */
async function swallowingProxy() {
  const { hostname, port } = new URL(directDatabaseUrl()!)
  const pairs = new Set<net.Socket>()
  let isSwallowing = false
  const server = net.createServer((inside) => {
    const outside = net.connect(Number(port), hostname)
    for (const [from, to] of [
      [inside, outside],
      [outside, inside],
    ] as const) {
      pairs.add(from)
      from.on('data', (chunk) => isSwallowing || to.write(chunk))
      from.on('close', () => to.destroy())
      from.on('error', () => {})
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = new URL(directDatabaseUrl()!)
  url.host = `127.0.0.1:${(server.address() as net.AddressInfo).port}`
  return {
    url: url.href,
    swallow: (isOn: boolean) => {
      isSwallowing = isOn
    },
    close: () => {
      for (const socket of pairs) socket.destroy()
      server.close()
    },
  }
}

test('fails all queries soon after the server stops answering, and new ones at once, until it answers again', async () => {
  const proxy = await swallowingProxy()
  const config = { connectionString: proxy.url, max: 3, connectionTimeoutMillis: 5_000 }
  const pool = new WatchedPool(config, proxy.url, { suspiciousMs: 200, answerMs: 800 })
  pool.on('error', () => {})
  try {
    const within = async (work: Promise<unknown>) => {
      const startedAt = Date.now()
      await expect(work).rejects.toThrow('does not answer')
      return Date.now() - startedAt
    }
    const held = await pool.connect()
    held.on('error', () => {})
    await held.query('BEGIN')
    await pool.query('SELECT 1')
    proxy.swallow(true)
    const waits = await Promise.all([within(held.query('SELECT 1')), within(pool.query('SELECT 1'))])
    expect(Math.max(...waits)).toBeLessThan(4_000)
    held.release(true)
    expect(await within(pool.query('SELECT 1'))).toBeLessThan(200)
    await expect(
      new Promise((resolve, reject) => pool.connect((error) => (error ? reject(error) : resolve(null)))),
    ).rejects.toThrow('does not answer')
    proxy.swallow(false)
    await expect
      .poll(() =>
        pool.query('SELECT 1').then(
          () => true,
          () => false,
        ),
      )
      .toBe(true)
  } finally {
    await pool.end()
    proxy.close()
  }
})

test('lets a server that is only busy finish', async () => {
  const pool = new WatchedPool({ connectionString: directDatabaseUrl() }, directDatabaseUrl(), {
    suspiciousMs: 100,
    answerMs: 5_000,
  })
  onTestFinished(() => pool.end())
  await expect(pool.query('SELECT pg_sleep(2)')).resolves.toMatchObject({ rowCount: 1 })
})
