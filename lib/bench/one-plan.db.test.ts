import pg from 'pg'
import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { directDatabaseUrl } from '@/lib/env'
import { makeRatingProject, startRaters } from '@/lib/services/testing/rating-project'

/** Returns the number of queries that the server plans during `submit`. */
async function planned(client: pg.Client, submit: () => Promise<unknown>): Promise<number> {
  let count = 0
  const onNotice = ({ message }: { message: string | undefined }) => {
    if (message === 'PLANNER STATISTICS') count++
  }
  client.on('notice', onNotice)
  await client.query('SET client_min_messages = log')
  await client.query('SET log_planner_stats = on')
  count = 0
  await submit()
  const plans = count
  await client.query('SET log_planner_stats = off')
  client.off('notice', onNotice)
  return plans
}

test('a session plans the queries of a submission only once, even with statistics of several projects', async () => {
  const size = { tasks: 400, candidates: 8, quota: 3 }
  const projects = [await makeRatingProject(size), await makeRatingProject(size)]
  const id = projects[0]!.id
  for (const project of projects) await startRaters(project.id, 2)
  await prisma.$executeRaw`ANALYZE`
  const client = new pg.Client({ connectionString: directDatabaseUrl() })
  await client.connect()
  let held: number[] = (await client.query('SELECT rating_screen($1, 1, 1, 3) -> $$held$$ AS held', [id])).rows[0].held
  const submit = async () => {
    const { rows } = await client.query({
      name: 'submit',
      text: `SELECT submit_and_lease($1, 1, $2, 0, '{0,0,0,0,0,0,0,0}', 3000, 2000, '{9,9,9,9,9,9,9,9}', 1, 3, $3::int[], 2500,
        '{f,f,f,f,f,f,f,f}') AS result`,
      values: [id, held[0], held],
    })
    expect(rows[0].result.outcome).toBe('accepted')
    held = rows[0].result.held
  }
  // PostgreSQL plans the first six calls for their values before it considers a generic plan of the call itself.
  for (let k = 0; k < 8; k++) await submit()
  expect([await planned(client, submit), await planned(client, submit)]).toEqual([0, 0])
  await client.end()
})
