import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { vacuumTable, withCopySession, withSessionLock } from './copy-session'
import { readBinaryRows } from './read-columns'
import { sql } from './sql'

test('reads what COPY writes, row by row, to its end', async () => {
  const query = sql`SELECT i, (i % 7)::smallint, CASE WHEN i % 2 = 0 THEN -i::bigint END FROM generate_series(1, 100000) i`
  let sum = 0
  let isRight = true
  const count = await withCopySession((session) =>
    readBinaryRows(session.copyOutBinary(query), 3, (row) => {
      sum += row[0]!
      isRight &&= row[1] === row[0]! % 7 && row[2] === (row[0]! % 2 === 0 ? -row[0]! : -1)
    }),
  )
  expect([count, sum, isRight]).toEqual([100_000, 5_000_050_000, true])
})

test('rethrows the error of work that abandons a COPY, and closes the connection', async () => {
  const query = sql`SELECT i FROM generate_series(1, 2000000) i`
  const attempt = withCopySession((session) =>
    readBinaryRows(session.copyOutBinary(query), 1, ([i]) => {
      if (i === 1_000) throw new Error('stopped by the test')
    }),
  )
  await expect(attempt).rejects.toThrow('stopped by the test')
  const connections = async () => {
    const rows = await prisma.$queryRaw<unknown[]>`SELECT FROM pg_stat_activity
      WHERE application_name = 'reassess-bulk' AND datname = current_database() AND query LIKE '%generate_series(1, 2000000)%'`
    return rows.length
  }
  await expect.poll(connections).toBe(0)
})

test('aborts a running statement and its whole transaction when the signal fires', async () => {
  const controller = new AbortController()
  const statement = sql`SELECT count(*) FROM generate_series(1, 3) i, pg_sleep(60)`
  const running = () =>
    prisma.$queryRaw<unknown[]>`SELECT FROM pg_stat_activity WHERE application_name = 'reassess-bulk'
      AND datname = current_database() AND query LIKE '%generate_series(1, 3) i, pg_sleep(60)%'`
  const attempt = withCopySession(async (session) => {
    session.endBy(controller.signal)
    await session.run(statement)
  })
  const ended = expect(attempt).rejects.toThrow('cancelled by the test')
  await expect.poll(async () => (await running()).length).toBe(1)
  controller.abort(new Error('cancelled by the test'))
  await ended
  await expect.poll(async () => (await running()).length).toBe(0)
  const late = withCopySession(async (session) => session.endBy(controller.signal))
  await expect(late).rejects.toThrow('cancelled by the test')
})

test('stops waiting for a lock when the signal fires', async () => {
  const lock = sql`SELECT pg_advisory_lock(72707399, 0)`
  const waiting = async () => {
    const rows = await prisma.$queryRaw<unknown[]>`SELECT FROM pg_locks WHERE classid = 72707399 AND NOT granted`
    return rows.length
  }
  const controller = new AbortController()
  await withSessionLock(lock, async () => {
    const attempt = withSessionLock(lock, () => Promise.resolve('locked twice'), controller.signal)
    const ended = expect(attempt).rejects.toThrow('cancelled by the test')
    await expect.poll(waiting).toBe(1)
    controller.abort(new Error('cancelled by the test'))
    await ended
    await expect.poll(waiting).toBe(0)
  })
  await expect(withSessionLock(lock, () => Promise.resolve(), controller.signal)).rejects.toThrow(
    'cancelled by the test',
  )
})

test('vacuums a table and its partitions outside any transaction', async () => {
  const vacuumed = () =>
    prisma.$queryRaw<{ count: number }[]>`
      SELECT sum(vacuum_count)::int AS count FROM pg_stat_user_tables WHERE relname LIKE 'vote_p%'`
  const [before] = await vacuumed()
  await vacuumTable('vote')
  await expect.poll(async () => (await vacuumed())[0]!.count).toBe(before!.count + 8)
})
