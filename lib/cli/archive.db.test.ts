import { execFile, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { listArchivedTables, unarchivedTables } from '@/lib/db/backup/archived-rows'
import { prisma } from '@/lib/db/client'
import { rebuildDatabase } from '@/lib/db/migrate'
import { migrationNames } from '@/lib/db/migration-names'
import { listProjectTables } from '@/lib/db/session/project-tables'
import { sha256 } from '@/lib/db/sha256'
import { createDatabase, databaseUrl, dropDatabases, onServer } from '@/lib/db/testing/test-databases'
import { type Actor, operator } from '@/lib/domain/permissions'
import { env, setDatabaseUrl } from '@/lib/env'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { writeStreamAtomically } from '@/lib/formats/write-stream'
import { archiveOf, makeArchive } from '@/lib/services/backup/make-archive'
import { type RestoreArchiveOptions, restoreArchive } from '@/lib/services/backup/restore-archive'
import { setReleasePublic } from '@/lib/services/releases/list-releases'
import { publishRelease } from '@/lib/services/releases/publish-release'
import { verifyRelease } from '@/lib/services/releases/verify-release'
import { confirmRun } from '@/lib/services/runs/change-run'
import { runAggregation } from '@/lib/services/runs/run-aggregation'
import { makeRatingProject, type RatingProject, rateAll } from '@/lib/services/testing/rating-project'
import { openArchiveFile } from '@/lib/storage/archive-file'
import { storeImage } from '@/lib/storage/image-store'
import { solidPicture } from '@/lib/storage/testing/pictures'
import { bundlePrograms } from './prepare.mjs'

const root = process.cwd()
const { url: server, template } = inject('testServer')
const own = env.DATABASE_URL ?? ''
const usual = { ...env }
const at = scratchFolder()
const nameOf = (name: string) => `${template}_${process.pid}_${name}`

/** Runs `work` with the database and data folder of a server; `own` has the original project. */
async function on<T>(name: string, work: () => Promise<T>): Promise<T> {
  await prisma.$disconnect()
  setDatabaseUrl(name === 'own' ? own : databaseUrl(server, nameOf(name)))
  env.DATA_DIR = at(name)
  return work()
}
const newServer = (name: string) => createDatabase(server, nameOf(name), template)

const archive = async (name: string, recipient: string | null = null) => {
  const file = at(name)
  await writeStreamAtomically(
    file,
    await makeArchive(operator, { slug: project.slug, projectRoot: root }, { recipient }),
  )
  return file
}
const restore = (file: string, options: Partial<RestoreArchiveOptions> = {}) =>
  restoreArchive({ file, projectRoot: root, identities: [], ...options })
const aggregate = () =>
  runAggregation(operator, { slug: project.slug, projectRoot: root, method: 'majority', parameters: {} })

/** Returns all rows of a project by table, without columns that another server renumbers. */
async function rowsOf(slug: string): Promise<Record<string, string[]>> {
  const { id } = await prisma.project.findUniqueOrThrow({ where: { slug }, select: { id: true } })
  const rows: Record<string, string[]> = {}
  for (const { name } of await listArchivedTables(prisma)) {
    const key = name === 'project' ? 'id' : 'project_id'
    const [without, order] = name === 'project' ? ["- 'id' - 'slug'", '1'] : ["- 'project_id'", '1']
    const id0 = name === 'audit_event' ? "- 'id'" : ''
    const found = await prisma.$queryRawUnsafe<{ row: string }[]>(
      `SELECT (to_jsonb(t) ${without} ${id0})::text AS row FROM "${name}" t WHERE ${key} = ${id} ORDER BY ${order}`,
    )
    rows[name] = found.map(({ row }) => row)
  }
  return rows
}

const scoresOf = async (slug: string, runId: number) => {
  const { id } = await prisma.project.findUniqueOrThrow({ where: { slug } })
  const where = { projectId: id, runId }
  return prisma.score.findMany({ where, omit: { projectId: true, runId: true }, orderBy: { candidateId: 'asc' } })
}

let project: RatingProject
let raters: Actor[]
let before: Record<string, string[]>
let checksum: string
let runId: number
let file: string
let emails: string[]
let firstEmail: string

beforeAll(async () => {
  env.DATA_DIR = at('own')
  project = await makeRatingProject({ tasks: 4, candidates: 3, quota: 3 })
  raters = [await project.addRater(), await project.addRater(), await project.addRater()]
  for (const rater of raters.slice(0, 2))
    await rateAll(rater, project.slug, [
      ['no', 'maybe', 'yes'],
      ['yes', 'yes', 'no'],
      ['no', 'no', 'no'],
    ])
  const { contentHash } = await storeImage(await solidPicture(60, 40).png().toBuffer())
  await prisma.image.updateMany({ where: { projectId: project.id, position: 0 }, data: { contentHash } })
  // Text that a careless format would break.
  const description = 'tab\there\nline \\N “ü” \\. end'
  await prisma.project.update({ where: { id: project.id }, data: { description } })
  await prisma.invite.create({
    data: {
      projectId: project.id,
      tokenHash: 'secret',
      role: 'rater',
      maxUses: 1,
      expiresAt: new Date(Date.now() + 1e9),
    },
  })
  ;({ runId } = await aggregate())
  await confirmRun(operator, { slug: project.slug, runId, reason: 'A test.' })
  const release = { slug: project.slug, projectRoot: root, version: '1', notes: '', license: 'CC0-1.0', run: runId }
  ;({ checksum } = await publishRelease(operator, release))
  await setReleasePublic(operator, { slug: project.slug, version: '1', isPublic: true })
  before = await rowsOf(project.slug)
  // An admin of the other server decides whether it is public there.
  const published = before.release!.map((row) => row.replace(/"public_since": ?"[^"]+"/, '"public_since": null'))
  expect(published).not.toEqual(before.release)
  before = { ...before, release: published }
  const users = await prisma.appUser.findMany({ where: { memberships: { some: { projectId: project.id } } } })
  emails = users.map(({ email }) => email)
  firstEmail = users.find(({ id }) => id === (raters[0] as { userId: string }).userId)!.email
  file = await archive('project.zip')
})
afterAll(async () => {
  await on('own', () => prisma.$disconnect())
  Object.assign(env, usual)
  await dropDatabases(server, `${template}_${process.pid}_`)
})

test('archives every table of projects or lists it as left out', async () => {
  const archived = (await listArchivedTables(prisma)).map(({ name }) => name)
  const owned = (await listProjectTables(prisma)).map(({ name }) => name)
  expect([...archived, ...Object.keys(unarchivedTables)].sort()).toEqual([...owned, 'audit_event', 'project'].sort())
  // The columns in which a restore must look up accounts; new ones are found automatically.
  const tables = await listArchivedTables(prisma)
  const naming = tables.filter(({ accounts }) => accounts.length > 0).map(({ name }) => name)
  expect(naming).toEqual(expect.arrayContaining(['membership', 'rater_identity', 'audit_event', 'release']))
  expect(tables.find(({ name }) => name === 'panel_visit')?.accounts).toEqual([])
})

describe('an archive', () => {
  test('restores every row and image file on a new server, whose release has the same hash', async () => {
    expect(before.vote).toHaveLength(18)
    expect(before.release_chunk?.length).toBeGreaterThan(5)
    await newServer('fresh')
    await on('fresh', async () => {
      expect(await restore(file, { isCheck: true })).toMatchObject({ images: { count: 1, missing: 0 } })
      expect(await prisma.project.count()).toBe(0)
      const restored = await restore(file)
      expect(restored).toMatchObject({
        ...{ slug: project.slug, images: { count: 1, missing: 0 } },
        ...{ accounts: { known: 0, added: 3 }, erasedAgain: 0 },
      })
      const after = await rowsOf(project.slug)
      const events = after.audit_event?.length ?? 0
      expect(after.audit_event?.filter((row) => row.includes('project.restore-archive'))).toHaveLength(1)
      expect(events).toBe((before.audit_event?.length ?? 0) + 1)
      expect({ ...after, audit_event: [] }).toEqual({ ...before, audit_event: [] })
      expect(await prisma.invite.count()).toBe(0)
      const planned = await prisma.$queryRaw<{ name: string; rows: number }[]>`
        SELECT relname::text AS name, reltuples::int AS rows FROM pg_class WHERE relname IN ('candidate', 'task', 'project') ORDER BY 1`
      expect(planned.map(({ name, rows }) => [name, rows])).toEqual([
        ['candidate', before.candidate?.length],
        ['project', 1],
        ['task', before.task?.length],
      ])
      expect(await verifyRelease(operator, { slug: project.slug, version: '1' })).toMatchObject({ checksum })
      // Nobody can sign in to an account that a restore created.
      const users = await prisma.appUser.findMany({ orderBy: { email: 'asc' } })
      expect(users.map(({ email }) => email)).toEqual([...emails].sort())
      expect(users.every(({ passwordHash, isOwner }) => passwordHash === null && !isOwner)).toBe(true)
    })
    const images = (name: string) => readdirSync(at(`${name}/images`), { recursive: true }).sort()
    expect(images('fresh')).toEqual(images('own'))
  })

  test('joins a server with other projects and people without changing them, and the project can continue', async () => {
    await newServer('other')
    await on('other', async () => {
      const owner = await prisma.appUser.create({
        data: { email: 'owner@example.org', name: 'Owner', passwordHash: 'x', isOwner: true },
      })
      const known = await prisma.appUser.create({
        data: { email: firstEmail, name: 'Here', passwordHash: 'y' },
      })
      const other = await makeRatingProject({ tasks: 2, quota: 3 })
      await rateAll(await other.addRater(), other.slug, [
        ['no', 'maybe', 'yes'],
        ['yes', 'maybe', 'no'],
      ])
      const others = await rowsOf(other.slug)
      const last = await prisma.assignment.findFirstOrThrow({ orderBy: { id: 'desc' } })
      expect(await restore(file)).toMatchObject({ accounts: { known: 1, added: 2 } })
      expect(await rowsOf(other.slug)).toEqual(others)
      expect(await verifyRelease(operator, { slug: project.slug, version: '1' })).toMatchObject({ checksum })
      const { id } = await prisma.project.findUniqueOrThrow({ where: { slug: project.slug } })
      expect(
        await prisma.membership.findMany({ where: { projectId: id, userId: { in: [owner.id, known.id] } } }),
      ).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ userId: owner.id, role: 'admin' }),
          expect.objectContaining({ userId: known.id, role: 'rater' }),
        ]),
      )
      const after = await rowsOf(project.slug)
      for (const table of ['vote', 'score', 'assignment', 'task', 'candidate', 'activity', 'release_chunk', 'rater'])
        expect([table, after[table]]).toEqual([table, before[table]])

      const again = await aggregate()
      expect(await scoresOf(project.slug, again.runId)).toEqual(await scoresOf(project.slug, runId))
      // The third rater, who had rated nothing, also has an account here, and rates.
      await rateAll(raters[2]!, project.slug, [['yes', 'yes', 'yes']])
      expect(await prisma.vote.count({ where: { projectId: id } })).toBe(21)
      const newest = await prisma.assignment.findFirstOrThrow({ where: { projectId: id }, orderBy: { id: 'desc' } })
      expect(newest.id).toBeGreaterThan(last.id)
      // Numbers continue after the greatest of both servers.
      expect(newest.id).toBeGreaterThan(Math.max(...(before.assignment ?? []).map((row) => JSON.parse(row).id)))

      await expect(restore(file)).rejects.toThrow(`The project “${project.slug}” already exists`)
      expect(await restore(file, { slug: 'copy' })).toMatchObject({ slug: 'copy', accounts: { known: 3, added: 0 } })
      expect((await rowsOf('copy')).vote).toEqual(before.vote)
      // A published release is permanent here as well.
      await expect(prisma.releaseChunk.deleteMany({})).rejects.toThrow('cannot change')
    })
  })

  test('erases exactly the people erased since the archive was made', async () => {
    await newServer('erased')
    const { userId } = raters[0] as { userId: string }
    const identities = await on('own', () => prisma.raterIdentity.findMany({ where: { projectId: project.id } }))
    const numberOf = (user: string) => identities.find((one) => one.userId === user)!.raterId
    const second = numberOf((raters[1] as { userId: string }).userId)
    await on('erased', async () => {
      const later = new Date(Date.now() + 1_000).toISOString()
      const list = [
        { project: project.slug, rater: second, at: later },
        { project: project.slug, rater: numberOf(userId), at: '2020-01-01T00:00:00.000Z' },
        { project: 'another', rater: second, at: later },
        { account: userId, at: later },
      ]
      expect(await restore(file, { slug: 'here', erasures: list })).toMatchObject({ erasedAgain: 2 })
      const { id } = await prisma.project.findUniqueOrThrow({ where: { slug: 'here' } })
      expect(await prisma.raterIdentity.count({ where: { projectId: id } })).toBe(identities.length - 2)
      expect(await prisma.appUser.findUnique({ where: { id: userId } })).toBeNull()
      expect(await prisma.appUser.count({ where: { email: { contains: 'erased' } } })).toBe(0)
      expect((await rowsOf('here')).vote).toEqual(before.vote)
      // Recorded for the next start, in case this one was interrupted.
      expect(readFileSync(at('erased/erasures.jsonl'), 'utf8')).toContain('"project":"here"')
    })
  })

  test('cannot be read without the identity', async () => {
    const identity = await generateX25519Identity()
    const sealed = await on('own', async () => archive('sealed.zip', await identityToRecipient(identity)))
    expect(readFileSync(sealed).includes(emails[0]!)).toBe(false)
    await newServer('opened')
    await on('opened', async () => {
      await expect(restore(sealed)).rejects.toThrow('This archive is encrypted. Name the file with its age identity')
      await expect(restore(sealed, { identities: [await generateX25519Identity()] })).rejects.toThrow(
        'cannot be decrypted',
      )
      expect(await prisma.project.count()).toBe(0)
      expect(await restore(sealed, { identities: [identity] })).toMatchObject({ images: { count: 1, missing: 0 } })
      expect((await rowsOf(project.slug)).vote).toEqual(before.vote)
    })
  })

  test('of an older version is migrated during restore, which leaves no database, even after it was killed', async () => {
    await createDatabase(server, nameOf('older'))
    const url = databaseUrl(server, nameOf('older'))
    await rebuildDatabase(url, root, migrationNames(root).slice(0, -3))
    await onServer(url, ["INSERT INTO project (id, slug, name, raters_per_task) VALUES (7, 'old', 'Old', 5)"])
    await onServer(url, ["INSERT INTO app_user (email, name) VALUES ('old@example.org', 'Old')"])
    await onServer(url, ["INSERT INTO membership (project_id, user_id, role) SELECT 7, id, 'admin' FROM app_user"])
    const older = at('older.zip')
    await on('older', async () =>
      writeStreamAtomically(older, await archiveOf({ id: 7, slug: 'old', name: 'Old' }, root, { recipient: null })),
    )
    await newServer('newer')
    const altered = await withValue('membership', 'user_id', randomUUID(), older)
    await on('newer', async () => {
      await expect(restore(altered)).rejects.toThrow(/rows are not valid: .*"membership".* altered after it was made/)
      expect(await restore(older)).toMatchObject({ slug: 'old', accounts: { added: 1 } })
      expect(await prisma.membership.findMany({ include: { user: true } })).toMatchObject([
        { role: 'admin', user: { email: 'old@example.org' } },
      ])
    })
    expect(await scratchDatabases()).toEqual([])

    await newServer('killed')
    const args = ['dist/main.mjs', 'restore-project', '--from', older]
    // biome-ignore lint/style/noProcessEnv: the program gets this process's environment and a few settings of its own.
    const settings = { ...process.env, DATABASE_URL: databaseUrl(server, nameOf('killed')), DATA_DIR: at('killed') }
    const killed = spawn(process.execPath, args, { cwd: root, env: { ...settings, DIRECT_DATABASE_URL: '' } })
    const ended = once(killed, 'exit')
    const connections = () =>
      onServer(server, ["SELECT FROM pg_stat_activity WHERE datname LIKE 'reassess\\_archive\\_%'"])
    await expect.poll(connections, { interval: 5 }).not.toEqual([])
    killed.kill('SIGKILL')
    expect(await ended).toEqual([null, 'SIGKILL'])
    await expect.poll(connections).toEqual([])
    expect(await scratchDatabases()).toHaveLength(1)
    await on('killed', async () => {
      expect(await prisma.project.count()).toBe(0)
      expect(await restore(older)).toMatchObject({ slug: 'old' })
    })
    expect(await scratchDatabases()).toEqual([])
  })

  const scratchDatabases = () =>
    onServer(server, [
      "SELECT FROM pg_database WHERE datname LIKE 'reassess\\_archive\\_%' AND shobj_description(oid, 'pg_database') <> ''",
    ])

  /** The archive with a changed file or manifest. */
  async function changed(name: string, change: (key: string, bytes: Buffer) => Buffer | null, from = file) {
    const { archiveStream } = await import('@/lib/storage/archive-file')
    const { store, close } = await openArchiveFile(from)
    const content = archiveStream(async (made) => {
      for await (const { key } of store.list('')) {
        const bytes = change(key, (await store.get(key))!)
        if (bytes) await made.put(key, bytes, '')
      }
    })
    await writeStreamAtomically(at(name), content)
    close()
    return at(name)
  }

  test('that is damaged, incomplete, newer or something else is refused with a location, and leaves nothing behind', async () => {
    await newServer('refused')
    const flipped = await changed('flipped.zip', (key, bytes) => {
      if (key === 'rows/vote.00000.gz') bytes[bytes.length - 9]! ^= 1
      return bytes
    })
    const without = await changed('without.zip', (key, bytes) => (key === 'rows/vote.00000.gz' ? null : bytes))
    const fewer = await changed('fewer.zip', (key, bytes) =>
      key === 'manifest.json' ? Buffer.from(bytes.toString().replace('"rows": 18', '"rows": 19')) : bytes,
    )
    const newer = await changed('newer.zip', (key, bytes) =>
      key === 'manifest.json'
        ? Buffer.from(bytes.toString().replace('"migrations": [', '"migrations": ["29991231_later",'))
        : bytes,
    )
    const other = await changed('other.zip', (key, bytes) =>
      key === 'manifest.json' ? Buffer.from(bytes.toString().replace('"answer"', '"reply"')) : bytes,
    )
    const half = at('half.zip')
    writeFileSync(half, readFileSync(file).subarray(0, 5_000))
    const noManifest = await changed('no-manifest.zip', (key, bytes) => (key === 'manifest.json' ? null : bytes))
    await on('refused', async () => {
      await expect(restore(flipped)).rejects.toThrow(
        /rows\/vote\.00000\.gz is damaged: its checksum .* another archive/,
      )
      await expect(restore(flipped, { isCheck: true })).rejects.toThrow(/rows\/vote\.00000\.gz is damaged/)
      await expect(restore(without)).rejects.toThrow('rows/vote.00000.gz is missing in the archive')
      await expect(restore(fewer)).rejects.toThrow('The archive has 18 rows of vote instead of 19')
      await expect(restore(newer)).rejects.toThrow(/newer version of Reassess .*29991231_later.* Update Reassess/)
      await expect(restore(other)).rejects.toThrow(/differ in the table .*reply/)
      await expect(restore(half)).rejects.toThrow(`${half} is not a whole archive`)
      await expect(restore(noManifest)).rejects.toThrow('has no manifest.json, so it is not the archive of a project')
      await expect(restore(at('nowhere.zip'))).rejects.toThrow(/nowhere\.zip cannot be read: it does not exist/)
      await expect(restore(file, { slug: 'No slug' })).rejects.toThrow('is not a valid project name')
      expect(await prisma.project.count()).toBe(0)
      expect(await prisma.appUser.count()).toBe(0)
    })
  })

  /** An archive with a changed value in the first row of a table, as if it had been made like this. */
  async function withValue(table: string, column: string, value: string | null, from = file) {
    const { store, close } = await openArchiveFile(from)
    const manifest = JSON.parse((await store.get('manifest.json'))!.toString())
    const { columns, parts } = manifest.tables.find(({ name }: { name: string }) => name === table)
    const [first, ...rest] = gunzipSync((await store.get(parts[0].key))!)
      .toString()
      .split('\n')
    close()
    const values = first!.split('\t').toSpliced(columns.indexOf(column), 1, ...(value === null ? [] : [value]))
    const rows = gzipSync([values.join('\t'), ...rest].join('\n'))
    Object.assign(parts[0], { byteSize: rows.length, sha256: sha256(rows) })
    const other = new Map([
      ['manifest.json', Buffer.from(JSON.stringify(manifest))],
      [parts[0].key, rows],
    ])
    return changed('altered.zip', (key, bytes) => other.get(key) ?? bytes, from)
  }

  test('that was altered, with new checksums, is refused by the table and file of the first wrong row', async () => {
    await newServer('altered')
    for (const [column, value, reason] of [
      ['rater_id', '999999', 'violates foreign key constraint'],
      ['answer', 'often', 'invalid input syntax for type smallint: "often"'],
      ['answer', null, 'row 1 has 5 values for 6 columns'],
    ] as const) {
      const altered = await withValue('vote', column, value)
      await on('altered', async () => {
        await expect(restore(altered)).rejects.toMatchObject({
          code: 'invalid-input',
          message: expect.stringMatching(
            `^The archive's rows of vote, in rows/vote\\.00000\\.gz, are not valid: .*${reason}.*altered .* Restore another`,
          ),
        })
        expect(await prisma.project.count()).toBe(0)
      })
    }
  })

  test('a check finds a changed byte in a thumbnail or the manifest, and a restore makes the thumbnail again', async () => {
    await newServer('flipped')
    const flippedIn = (name: string, mark: string) => {
      const bytes = readFileSync(file)
      bytes[bytes.indexOf(mark) + mark.length + 40]! ^= 1
      writeFileSync(at(name), bytes)
      return at(name)
    }
    const thumb = flippedIn('thumb.zip', '.thumb.webp')
    const manifest = flippedIn('manifest.zip', '"codeVersion"')
    await on('flipped', async () => {
      const missingKeys = [expect.stringMatching(/^images\/.*\.thumb\.webp$/)]
      expect((await restore(thumb, { isCheck: true })).images).toMatchObject({ missing: 1, missingKeys })
      expect((await restore(thumb)).images).toMatchObject({ missing: 0 })
      await expect(restore(manifest, { isCheck: true })).rejects.toThrow(`manifest.json in ${manifest} is damaged`)
    })
  })
})

describe('the commands', () => {
  const run = (database: string, ...args: string[]) =>
    new Promise<{ status: number; stdout: string; stderr: string }>((done) => {
      const url = database === 'own' ? own : databaseUrl(server, nameOf(database))
      const settings = { DATABASE_URL: url, DIRECT_DATABASE_URL: '', DATA_DIR: at(database) }
      // biome-ignore lint/style/noProcessEnv: the program gets this process's environment and a few settings of its own.
      const options = { cwd: root, env: { ...process.env, ...settings } }
      execFile(process.execPath, ['dist/main.mjs', ...args], options, (error, stdout, stderr) =>
        done({ status: Number(error?.code ?? 0), stdout, stderr }),
      )
    })

  test('write the archive, restore it under another name, and report what they did', async () => {
    await bundlePrograms()
    const made = await run('own', 'archive-project', '--project', project.slug, '--to', at('made.zip'), '--json')
    expect(made).toMatchObject({ status: 0, stderr: '' })
    expect(JSON.parse(made.stdout)).toMatchObject({
      ...{ images: { count: 1, missing: 0 }, file: at('made.zip') },
      byteSize: statSync(at('made.zip')).size,
    })
    await newServer('commands')
    const args = ['restore-project', '--from', at('made.zip'), '--as', 'moved']
    expect(await run('commands', ...args)).toMatchObject({
      ...{ status: 0, stderr: '' },
      stdout: expect.stringMatching(/Project moved is restored: .* rows, 1 image\.\nAccounts made .*: 3\./),
    })
    const verified = await run('commands', 'release', 'verify', '--project', 'moved', '--release', '1')
    expect(verified).toMatchObject({ status: 0, stdout: expect.stringContaining(checksum) })
    const release = (...words: string[]) => run('commands', 'release', ...words, '--project', 'moved', '--json')
    const isPublic = async () => JSON.parse((await release('list')).stdout).releases[0].publicSince !== null
    const opened = JSON.parse((await release('make-public', '--release', '1')).stdout)
    expect(opened.address).toMatch(/^https?:\/\/.+\/r\/moved\/1$/)
    expect(await isPublic()).toBe(true)
    expect(await release('make-public', '--release', '9')).toMatchObject({ status: 1 })
    await release('make-private', '--release', '1')
    expect(await isPublic()).toBe(false)
    const atOnce = [1, 2].map(() => run('commands', ...args.slice(0, -1), 'twice'))
    const refused = (await Promise.all(atOnce)).filter(({ status }) => status === 1)
    expect(refused.map(({ stderr }) => stderr)).toEqual(['The project “twice” already exists. Choose another name.\n'])
    const unknown = await run('own', 'release', 'verify', '--project', project.slug, '--release', '9')
    expect(unknown.stderr).toBe('This project has no release 9.\n')
    const wrongKey = ['--to', at('none.zip'), '--recipient', 'age1xyz']
    expect((await run('own', 'archive-project', '--project', project.slug, ...wrongKey)).stderr).toMatch(
      /^“age1xyz” is not an age recipient/,
    )
    const missing = await run('own', 'archive-project', '--project', 'nobody', '--to', at('none.zip'))
    expect(missing.status).toBe(1)
    expect(existsSync(at('none.zip'))).toBe(false)
  })
})
