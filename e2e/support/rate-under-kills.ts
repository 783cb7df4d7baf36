import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'playwright/test'
import type { JobSummary } from '@/lib/contracts/jobs'
import { ApiClient } from './api-client'
import { expectInvariants } from './invariants'
import { LivePage } from './live-page'
import { needs } from './needs'
import { expectPicturesEverywhere } from './pictures-in-bucket'
import { addMember, makeAccounts, makeProject, testPassword } from './rating-rows'
import { missingForServers, type Servers, startServers } from './servers'
import { expectStored, rate } from './simulated-rater'

interface Length {
  raters: number
  thinkMs: number
  livePages: number
  tasks: number
  /** Time before the first kill and after each server's recovery. */
  settleMs: number
}

/** Errors and waits while one server was killed and recovered. */
interface Phase {
  name: string
  seconds: number
  requests: number
  failed: number
  acknowledged: number
  waitsMs: number[]
}

const signInsAtOnce = 10

/**
 * Starts servers, kills each in turn under simulated raters and open live pages, and prints errors and waits. Then checks
 * that every acknowledged answer is stored exactly once and unchanged, and that quotas are kept.
 */
export async function killServersInTurn(name: string, length: Length) {
  needs(missingForServers())
  const servers = await startServers(name)
  try {
    await expectPicturesEverywhere(servers)
    await rateUnderKills(servers, length)
  } finally {
    await servers.stop()
  }
}

async function rateUnderKills(servers: Servers, { raters, thinkMs, livePages, tasks, settleMs }: Length) {
  const { url, victims, db } = servers
  const project = await makeProject(db, { tasks, candidates: 4, quota: 5 })
  const [admin, ...accounts] = await makeAccounts(db, raters + 1)
  await addMember(db, project.id, admin!.id, 'admin')
  for (const { id } of accounts) await addMember(db, project.id, id, 'rater')
  const manager = new ApiClient(url)
  await manager.signIn(admin!.email, testPassword)
  const clients = accounts.map(() => new ApiClient(url))
  for (let from = 0; from < raters; from += signInsAtOnce)
    await Promise.all(
      clients
        .slice(from, from + signInsAtOnce)
        .map((client, k) => client.signIn(accounts[from + k]!.email, testPassword)),
    )

  const base = `/api/projects/${project.slug}`
  const startJob = async () => {
    const input = { method: 'majority', parameters: {} }
    // Retried with the same idempotency key, as browsers do, so that it creates one job on whichever server.
    const key = { 'idempotency-key': randomUUID() }
    const send = () => manager.post<JobSummary>(`${base}/jobs`, { kind: 'aggregate', input }, key)
    let sent = await send()
    while (sent.status === 0 || sent.status >= 500) {
      await sleep(200)
      sent = await send()
    }
    expect(sent.status, JSON.stringify(sent.body)).toBeLessThan(300)
    return sent.body.id
  }
  const untilDone = (id: string) =>
    expect
      .poll(async () => (await manager.get<JobSummary>(`${base}/jobs/${id}`)).body?.state, { timeout: 60_000 })
      .toBe('succeeded')

  const phases: Phase[] = []
  const begin = (name: string) => {
    phases.push({ name, seconds: 0, requests: 0, failed: 0, acknowledged: 0, waitsMs: [] })
    return performance.now()
  }
  const end = (startedAt: number) => {
    phases.at(-1)!.seconds = (performance.now() - startedAt) / 1000
  }
  let startedAt = begin('nothing')
  let isOver = false
  const lives = Array.from({ length: livePages }, () => new LivePage(manager, `${base}/live`))
  const rating = Promise.all(
    clients.map((client, k) =>
      rate(client, project.slug, {
        seed: k + 1,
        thinkMs,
        isOver: () => isOver,
        onRequest: (status) => {
          phases.at(-1)!.requests++
          if (status === 0 || status >= 500) phases.at(-1)!.failed++
        },
        onAcknowledged: (ms) => {
          phases.at(-1)!.acknowledged++
          phases.at(-1)!.waitsMs.push(ms)
        },
      }),
    ),
  )
  const liveGoOn = () => Promise.all(lives.map((live) => live.untilNext()))
  await liveGoOn()
  await sleep(settleMs)
  end(startedAt)

  let jobs = 0
  for (const victim of victims) {
    startedAt = begin(victim.name)
    const job = await startJob()
    await victim.replace()
    await untilDone(job)
    jobs++
    await liveGoOn()
    await sleep(settleMs)
    end(startedAt)
  }
  isOver = true
  const votes = (await rating).flat()
  for (const live of lives) live.close()
  console.log(table(phases, `${raters} raters, ${livePages} live pages`))

  await expectStored(db, project.id, votes)
  await expectInvariants(
    db,
    project.id,
    votes.map(({ assignmentId }) => assignmentId),
  )
  const runs = await db.query('SELECT FROM aggregation_run WHERE project_id = $1', [project.id])
  expect(runs.rowCount, 'each job has made one run').toBe(jobs)
}

const quantile = (values: number[], q: number) =>
  values.length > 0 ? [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(q * values.length))]! : 0

function table(phases: Phase[], title: string): string {
  const all: Phase = {
    name: 'all',
    seconds: phases.reduce((sum, { seconds }) => sum + seconds, 0),
    requests: phases.reduce((sum, { requests }) => sum + requests, 0),
    failed: phases.reduce((sum, { failed }) => sum + failed, 0),
    acknowledged: phases.reduce((sum, { acknowledged }) => sum + acknowledged, 0),
    waitsMs: phases.flatMap(({ waitsMs }) => waitsMs),
  }
  const rows = [...phases, all].map(({ name, seconds, requests, failed, acknowledged, waitsMs }) => [
    ...[name, seconds.toFixed(1), String(requests), String(failed), `${((100 * failed) / requests).toFixed(2)}%`],
    ...[String(acknowledged), `${Math.round(quantile(waitsMs, 0.5))} ms`, `${Math.round(quantile(waitsMs, 0.95))} ms`],
    `${Math.round(Math.max(0, ...waitsMs))} ms`,
  ])
  const head = ['killed', 'seconds', 'requests', 'failed', 'rate', 'acknowledged', 'p50', 'p95', 'longest wait']
  const widths = head.map((text, k) => Math.max(text.length, ...rows.map((row) => row[k]!.length)))
  const line = (cells: string[]) =>
    cells.map((text, k) => (k === 0 ? text.padEnd(widths[k]!) : text.padStart(widths[k]!))).join('  ')
  return [title, line(head), ...rows.map(line)].join('\n')
}
