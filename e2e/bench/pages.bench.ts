import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { loadavg } from 'node:os'
import { promisify } from 'node:util'
import type pg from 'pg'
import { type APIRequestContext, test } from 'playwright/test'
import { connectTo } from '../support/embedded-database'
import { signIn } from '../support/fixtures'
import { addMember, makeAccounts } from '../support/rating-rows'
import { startApp } from '../support/server'
import { pageAddresses } from './page-addresses'

const data = '../shared'
const times = 20
const limitMs = 300
const run = promisify(execFile)

/** The released votes, a model's predictions and two runs, in the database of an app that has just started. */
async function importReal(db: pg.Client, dataDir: string) {
  const { host, port, user, password, database } = db
  const env = {
    ...process.env,
    DATABASE_URL: `postgres://${user}:${password}@${host}:${port}/${database}`,
    DATA_DIR: dataDir,
  }
  const reassess = (...args: string[]) => run(process.execPath, ['lib/cli/reassess.mjs', ...args], { env })
  const labels = `${data}/imagenet/validation-original-labels.json`
  const top1 = `${data}/imagenet/validation-top1-resnet50-crossvalidated.json`
  const votes = `${data}/reassessed-imagenet`
  await reassess('import', 'real-votes', '--project', 'real', '--data', votes, '--original-labels', labels)
  await reassess('import', 'predictions', '--project', 'real', '--model', 'resnet-50', '--file', top1)
  await reassess('aggregate', '--project', 'real')
  await reassess('aggregate', '--project', 'real', '--preset', 'real')
}

async function measuredProject(db: pg.Client, slug: string) {
  const one = async <Row>(sql: string) => (await db.query(sql, [slug])).rows as Row[]
  const of = 'project_id = (SELECT id FROM project WHERE slug = $1)'
  const { id: projectId } = (await one<{ id: number }>('SELECT id FROM project WHERE slug = $1'))[0]!
  const runs = await one<{ id: number }>(`SELECT id FROM aggregation_run WHERE ${of} ORDER BY id DESC LIMIT 2`)
  const [rater] = await one<{ id: number }>(
    `SELECT rater_id AS id FROM assignment WHERE ${of} GROUP BY rater_id ORDER BY count(*) DESC LIMIT 1`,
  )
  const [image] = await one<{ id: number }>(
    `SELECT image_id AS id FROM candidate WHERE ${of} AND vote_count > 0 ORDER BY position OFFSET 1000 LIMIT 1`,
  )
  const [model] = await one<{ name: string }>(`SELECT name FROM model WHERE ${of} ORDER BY id LIMIT 1`)
  const [release] = await one<{ version: string }>(`SELECT version FROM release WHERE ${of} ORDER BY id DESC LIMIT 1`)
  const project = {
    ...{ slug, rater: rater!.id, image: image!.id, runs: runs.map(({ id }) => id) },
    ...{ model: model?.name ?? null, release: release?.version ?? null },
  }
  return { projectId, project }
}

const at = (sorted: number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)]!

/** The first answer is reported by itself: figures of a finished run are computed then, and memoized. */
async function measurePage(request: APIRequestContext, address: string) {
  const ms: number[] = []
  let status = 0
  for (let k = 0; k <= times; k++) {
    const start = performance.now()
    const answer = await request.get(address)
    await answer.body()
    ms.push(performance.now() - start)
    status = answer.status()
  }
  const [first, ...others] = ms
  const sorted = others.toSorted((a, b) => a - b)
  return {
    address,
    status,
    first: first!,
    p50: at(sorted, 0.5),
    p95: at(sorted, 0.95),
    most: sorted[sorted.length - 1]!,
  }
}

test('every page of a project of 50,000 images and 924,810 votes', async ({ browser }) => {
  test.skip(!existsSync(data), `${data} is not there, so there are no released votes to measure with`)
  const app = await startApp({ port: 3298, name: 'pages-bench' })
  const db = await connectTo(app.dataDir)
  try {
    await importReal(db, app.dataDir)
    const { projectId, project } = await measuredProject(db, 'real')
    const [account] = await makeAccounts(db, 1)
    await addMember(db, projectId, account!.id, 'admin')
    const context = await browser.newContext({ baseURL: app.url })
    await signIn(context, account!.email)
    const only = new RegExp(process.env.PAGES ?? '')
    const slow: string[] = []
    for (const address of pageAddresses(project).filter((address) => only.test(address))) {
      const { status, first, p50, p95, most } = await measurePage(context.request, address)
      const figures = [first, p50, p95, most].map((ms) => ms.toFixed(0).padStart(5)).join(' ')
      console.log(`${status} first, p50, p95, most: ${figures} ms, load ${loadavg()[0]!.toFixed(1)}  ${address}`)
      if (p95 > limitMs || status !== 200) slow.push(address)
    }
    console.log(
      slow.length === 0 ? `All under ${limitMs} ms at p95.` : `Above ${limitMs} ms or broken:\n${slow.join('\n')}`,
    )
  } finally {
    await db.end()
    await app.stop()
  }
})
