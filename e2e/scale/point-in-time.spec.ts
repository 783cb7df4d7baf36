import { spawnSync } from 'node:child_process'
import { appendFileSync, chownSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { expect, test } from 'playwright/test'
import type { JobSummary } from '@/lib/contracts/jobs'
import type { RatingSession } from '@/lib/contracts/rating/rating'
import type { ReleaseSummary } from '@/lib/contracts/releases/release'
import { debianPostgres } from '../../lib/db/embedded/debian-programs.mjs'
import { environmentWithoutPgVariables, serverAccount } from '../../lib/db/embedded/server-account.mjs'
import { ports } from '../ports'
import { ApiClient } from '../support/api-client'
import { connectTo } from '../support/embedded-database'
import { expectInvariants } from '../support/invariants'
import { needs } from '../support/needs'
import { reopenOwnDatabase, startOwnDatabase } from '../support/own-database'
import { addMember, makeAccounts, makeProject, testPassword } from '../support/rating-rows'
import { startApp } from '../support/server'
import { expectStored, rate, type Vote } from '../support/simulated-rater'

const name = 'point-in-time'

/** Folders outside the data folder that PostgreSQL's account may write, as on another disk. */
function foldersOf(dataDir: string) {
  const at = (folder: string) => path.join(dataDir, 'postgres', folder)
  const { ids } = serverAccount(at('data'))
  mkdirSync(at('archive'), { mode: 0o700 })
  if (ids.uid !== undefined && ids.gid !== undefined) chownSync(at('archive'), ids.uid, ids.gid)
  return { data: at('data'), archive: at('archive'), base: at('base'), ids }
}

async function archiveLog(db: pg.Client, archive: string) {
  const command = `test ! -f ${archive}/%f && cp %p ${archive}/%f.part && mv ${archive}/%f.part ${archive}/%f`
  await db.query('ALTER SYSTEM SET archive_mode = on')
  await db.query(`ALTER SYSTEM SET archive_command = '${command}'`)
  await db.query("ALTER SYSTEM SET archive_timeout = '60s'")
}

/** Switches the WAL segment and waits until it is archived. */
async function untilArchived(db: pg.Client) {
  const { rows } = await db.query<{ segment: string }>('SELECT pg_walfile_name(pg_switch_wal()) AS segment')
  await expect
    .poll(async () => {
      const archived = await db.query<{ segment: string | null }>(
        'SELECT last_archived_wal AS segment FROM pg_stat_archiver',
      )
      return (archived.rows[0]!.segment ?? '') >= rows[0]!.segment
    })
    .toBe(true)
}

class Admin {
  readonly base: string
  constructor(
    private readonly client: ApiClient,
    slug: string,
  ) {
    this.base = `/api/projects/${slug}`
  }

  async job(kind: string, input: object) {
    const { status, body } = await this.client.post<JobSummary>(`${this.base}/jobs`, { kind, input })
    expect(status, JSON.stringify(body)).toBeLessThan(300)
    return body.id
  }

  async jobDone(kind: string, input: object) {
    const id = await this.job(kind, input)
    const find = async () => (await this.client.get<JobSummary>(`${this.base}/jobs/${id}`)).body
    await expect.poll(async () => stateOf(await find()), { timeout: 60_000 }).toBe('succeeded')
    return (await find()).result
  }

  /** Publishes the current votes although the run fails checks, because there are no golden answers. */
  async publish() {
    await this.jobDone('aggregate', { method: 'majority', parameters: {} })
    const { body } = await this.client.get<{ runs: { id: number }[] }>(`${this.base}/runs`)
    const confirmed = await this.client.post(`${this.base}/runs/${body.runs[0]!.id}/confirmation`, {
      reason: 'Enough for a test.',
    })
    expect(confirmed.status, JSON.stringify(confirmed.body)).toBe(200)
    await this.jobDone('publish-release', {})
  }

  async releases() {
    const { body } = await this.client.get<{ releases: ReleaseSummary[] }>(`${this.base}/releases`)
    return body.releases.map(({ version, checksum }) => ({ version, checksum }))
  }
}

const stateOf = (job: JobSummary) => (job.state === 'failed' ? job.error : job.state)

test('restores votes and releases to a moment before an accident, and applies erasures again', async () => {
  needs(debianPostgres() ? null : 'PostgreSQL is not installed (apt-get install postgresql)')
  let database = await startOwnDatabase(name)
  const { dataDir } = database
  const folders = foldersOf(dataDir)
  const start = () => startApp({ port: ports.pointInTime, name, isFresh: false, env: { DATABASE_URL: database.url } })
  let db = await connectTo(dataDir)
  try {
    await archiveLog(db, folders.archive)
    await db.end()
    await database.stop()
    database = await reopenOwnDatabase(name)
    let app = await start()
    db = await connectTo(dataDir)
    const project = await makeProject(db, { tasks: 6, candidates: 3, quota: 2 })
    const [owner, ...raters] = await makeAccounts(db, 3)
    await addMember(db, project.id, owner!.id, 'admin')
    for (const { id } of raters) await addMember(db, project.id, id, 'rater')
    const tool = path.join(debianPostgres()!, 'pg_basebackup')
    const made = spawnSync(
      tool,
      ['-d', database.url, '-D', folders.base, '-c', 'fast', '-X', 'none', '--no-manifest'],
      { ...folders.ids, cwd: path.dirname(folders.base), env: environmentWithoutPgVariables, encoding: 'utf8' },
    )
    expect({ status: made.status, error: made.error, output: made.stderr }).toMatchObject({ status: 0 })

    const signedIn = async (email: string) => {
      const client = new ApiClient(app.url)
      await client.signIn(email, testPassword)
      return client
    }
    const admin = new Admin(await signedIn(owner!.email), project.slug)
    const votesOf = async (k: number, most: number): Promise<Vote[]> => {
      const client = await signedIn(raters[k]!.email)
      let count = 0
      return rate(client, project.slug, {
        seed: 2 * k + 1,
        isOver: () => count >= most,
        onAcknowledged: () => {
          count++
        },
      })
    }
    const first = await votesOf(0, 6)
    await admin.publish()
    const published = await admin.releases()
    expect(published).toHaveLength(1)
    const second = await votesOf(1, 4)
    expect([first.length, second.length]).toEqual([6, 4])
    await db.query("SELECT pg_create_restore_point('before the accident')")
    const eraser = await signedIn(raters[0]!.email)
    const { raterId } = (await eraser.post<RatingSession>(`${admin.base}/assignments/next`)).body
    expect((await eraser.post(`${admin.base}/my-data/erase`, { raterId })).status).toBeLessThan(300)
    await admin.job('delete-project', { name: project.slug })
    await expect.poll(async () => (await db.query('SELECT FROM project WHERE id = $1', [project.id])).rowCount).toBe(0)
    await untilArchived(db)
    await db.end()
    await app.stop()
    await database.stop()

    rmSync(folders.data, { recursive: true })
    cpSync(folders.base, folders.data, { recursive: true, preserveTimestamps: true })
    const settings = [
      `restore_command = 'cp ${folders.archive}/%f %p'`,
      "recovery_target_name = 'before the accident'",
      "recovery_target_action = 'promote'",
    ]
    appendFileSync(path.join(folders.data, 'postgresql.auto.conf'), `${settings.join('\n')}\n`)
    writeFileSync(path.join(folders.data, 'recovery.signal'), '')
    spawnSync('chown', ['-R', `${folders.ids.uid ?? ''}:${folders.ids.gid ?? ''}`, folders.data])
    database = await reopenOwnDatabase(name)
    db = await connectTo(dataDir)
    const identities = async () =>
      (await db.query('SELECT rater_id FROM rater_identity WHERE project_id = $1', [project.id])).rowCount
    await expect.poll(async () => (await db.query('SELECT pg_is_in_recovery() AS still')).rows[0].still).toBe(false)
    expect(await identities(), 'the moment was before the erasure').toBe(2)
    const points = readFileSync(path.join(folders.data, 'postgresql.auto.conf'), 'utf8')
    writeFileSync(
      path.join(folders.data, 'postgresql.auto.conf'),
      settings.reduce((text, line) => text.replace(`${line}\n`, ''), points),
    )

    app = await start()
    expect(await identities(), 'forgotten again before anybody is served').toBe(1)
    const votes = [...first, ...second]
    expect(await expectStored(db, project.id, votes)).toBe(votes.length)
    await expectInvariants(
      db,
      project.id,
      votes.map(({ assignmentId }) => assignmentId),
    )
    const again = new Admin(await signedIn(owner!.email), project.slug)
    expect(await again.releases()).toEqual(published)
    await db.end()
    await app.stop()
  } finally {
    await db.end().catch(() => {})
    await database.stop()
  }
})
