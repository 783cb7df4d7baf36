import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { loadavg } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import type pg from 'pg'
import { test } from 'playwright/test'
import { setDatabaseUrl } from '@/lib/env'
import { connectTo } from '../support/embedded-database'
import { signIn } from '../support/fixtures'
import { addMember, makeAccounts } from '../support/rating-rows'
import { dataFolder, startApp } from '../support/server'
import { dataRequestsOf, limitMs, measureInTurns } from './measure-pages'
import { pageAddresses } from './page-addresses'

const data = '../shared'
const times = Number(process.env.TIMES ?? 20)
/** Size of a simulated project, which is compared with one of 1,000 images. Without it, the released votes are used. */
const [images, votes] = [Number(process.env.IMAGES ?? 0), Number(process.env.VOTES ?? 0)]
const run = promisify(execFile)
type Measured = Awaited<ReturnType<typeof measureInTurns>>[number]

/** Imports the released votes and a model's predictions and makes two runs. */
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
  const [batch] = await one<{ id: number }>(`SELECT id FROM batch WHERE ${of} ORDER BY id DESC LIMIT 1`)
  const [release] = await one<{ version: string }>(`SELECT version FROM release WHERE ${of} ORDER BY id DESC LIMIT 1`)
  const project = {
    ...{ slug, rater: rater!.id, image: image!.id, runs: runs.map(({ id }) => id) },
    ...{ model: model?.name ?? null, batch: batch?.id ?? null, release: release?.version ?? null },
  }
  return { projectId, project }
}

test('every page of a project of 50,000 images and 924,810 votes', async ({ browser }) => {
  test.skip(images > 0, 'IMAGES asks for another size')
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
      const [{ status, first, p50, p95, most }] = (await measureInTurns(context.request, [address], times)) as [
        Measured,
      ]
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

/** Creates the two projects if missing, with eight candidates per image and seven votes per candidate of the first images. */
async function makeProjects(db: pg.Client) {
  const { host, port, user, password, database } = db
  setDatabaseUrl(`postgres://${user}:${password}@${host}:${port}/${database}`)
  const { makeBulkProject } = await import('../../lib/bench/bulk-project')
  const size = { candidates: 8, quota: 7, classes: 1_000 }
  for (const [slug, tasks, of, raters] of [
    ['small', 1_000, (50_000_000 * 1_000) / 1_000_000, 300],
    ['big', images, votes, Number(process.env.RATERS ?? 300)],
  ] as const) {
    const { rows } = await db.query('SELECT FROM project WHERE slug = $1', [slug])
    const answered = Math.min(tasks, Math.ceil(of / (size.candidates * size.quota)))
    if (rows.length === 0) await makeBulkProject({ ...size, raters, slug, tasks, answered })
  }
  // As autovacuum would within hours of such a load: counts can then use index-only scans.
  await db.query('VACUUM (ANALYZE)')
}

test(`every page of a simulated project of ${images} images and ${votes} votes, and of one of 1,000 images`, async ({
  browser,
}) => {
  test.skip(images === 0, 'IMAGES and VOTES say how large it is')
  test.setTimeout(4 * 3_600_000)
  const kept = process.env.PAGES_DATA
  const name = kept ? path.relative(dataFolder('.'), path.resolve(kept)) : 'pages-bench'
  const app = await startApp({ port: Number(process.env.E2E_PORT ?? 3298), name, isFresh: !kept })
  const db = await connectTo(app.dataDir)
  try {
    await makeProjects(db)
    const [account] = await makeAccounts(db, 1)
    const [big, small] = [await measuredProject(db, 'big'), await measuredProject(db, 'small')]
    for (const { projectId } of [big, small]) await addMember(db, projectId, account!.id, 'admin')
    const context = await browser.newContext({ baseURL: app.url })
    await signIn(context, account!.email)
    const page = await context.newPage()
    const only = new RegExp(process.env.PAGES ?? '')
    const smaller = pageAddresses(small.project)
    const pairs = pageAddresses(big.project).flatMap((address, k) =>
      only.test(address) ? [[address, smaller[k]!]] : [],
    )
    const slow: string[] = []
    for (const [address, same] of pairs as [string, string][]) {
      const asked = process.env.DATA_REQUESTS === '0' ? [] : await dataRequestsOf(page, address)
      for (const [one, other] of [[address, same], ...asked.map((data) => [data, data.replace('/big', '/small')])] as [
        string,
        string,
      ][]) {
        const [of, beside] = (await measureInTurns(context.request, [one, other], times)) as [Measured, Measured]
        const figures = [of.first, of.p50, of.p95, beside.p50, beside.p95]
          .map((ms) => ms.toFixed(0).padStart(6))
          .join(' ')
        const ratio = (of.p50 / beside.p50).toFixed(1)
        console.log(`${of.status} ${figures} ms, ratio ${ratio}, load ${loadavg()[0]!.toFixed(1)}  ${one}`)
        if (of.p95 > limitMs || of.status !== 200) slow.push(one)
      }
    }
    console.log(
      `first, p50 and p95 of the large project, p50 and p95 of the small one, ratio of the p50\nAbove ${limitMs} ms or broken:\n${slow.join('\n')}`,
    )
  } finally {
    await db.end()
    await app.stop()
  }
})
