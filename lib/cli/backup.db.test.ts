import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { rebuildDatabase } from '@/lib/db/migrate'
import { migrationNames } from '@/lib/db/migration-names'
import { createDatabase, databaseUrl, dropDatabases, onServer } from '@/lib/db/testing/test-databases'
import { operator } from '@/lib/domain/permissions'
import { env, setDatabaseUrl } from '@/lib/env'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { makeBackup, saveErasures } from '@/lib/services/backup/make-backup'
import { listBackups } from '@/lib/services/backup/manifests'
import { restoreBackup, restoreImages } from '@/lib/services/backup/restore-backup'
import { replayErasures } from '@/lib/services/raters/erase-rater'
import { publishRelease } from '@/lib/services/releases/publish-release'
import { aggregatedProject } from '@/lib/services/testing/aggregated-project'
import { openBackupStore } from '@/lib/storage/backup-store'
import { readImage, storeImage } from '@/lib/storage/image-store'
import { localStore } from '@/lib/storage/local-store'
import { isPlainWebp } from '@/lib/storage/picture-format'
import { solidPicture } from '@/lib/storage/testing/pictures'
import { startS3Server, type TestS3Server } from '@/lib/storage/testing/s3-server'
import { readIdentities } from './commands/backup'
import { bundlePrograms } from './prepare.mjs'

const root = process.cwd()
const { url: server, template } = inject('testServer')
const own = env.DATABASE_URL ?? ''
const at = scratchFolder()
const databaseOf = (name: string) => databaseUrl(server, `${template}_${process.pid}_${name}`)

let project: Awaited<ReturnType<typeof aggregatedProject>>
let checksum: string
let identity: string
let s3: TestS3Server

/** Creates the database of a new server and a function that runs the command line there. */
async function newServer(name: string) {
  await createDatabase(server, `${template}_${process.pid}_${name}`, template)
  const url = databaseOf(name)
  return { url, run: (...args: string[]) => run(url, at(name), ...args) }
}

function run(url: string, dataFolder: string, ...args: string[]) {
  const settings = {
    DATABASE_URL: url,
    DIRECT_DATABASE_URL: '',
    DATA_DIR: dataFolder,
    S3_ENDPOINT: s3.settings.endpoint,
  }
  const secrets = { S3_ACCESS_KEY_ID: s3.settings.accessKeyId, S3_SECRET_ACCESS_KEY: s3.settings.secretAccessKey }
  return new Promise<{ status: number; stdout: string; stderr: string }>((done) => {
    // biome-ignore lint/style/noProcessEnv: the program gets this process's environment and a few settings of its own.
    const options = { cwd: root, env: { ...process.env, ...settings, ...secrets } }
    execFile(process.execPath, ['dist/main.mjs', ...args], options, (error, stdout, stderr) =>
      done({ status: Number(error?.code ?? 0), stdout, stderr }),
    )
  })
}
const runOnOwnServer = (...args: string[]) => run(own, at('data'), ...args)

const query = <Row extends pg.QueryResultRow>(url: string, text: string) => onServer<Row>(url, [text])

/** Returns every row of every table, and every constraint and trigger, as text. */
async function contentOf(url: string) {
  const tables = await query<{ name: string }>(
    url,
    "SELECT relname::text AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition AND relname !~ '^_' ORDER BY 1",
  )
  const rows: Record<string, string[]> = {}
  for (const { name } of tables)
    rows[name] = (await query<{ row: string }>(url, `SELECT t::text AS row FROM "${name}" t ORDER BY 1`)).map(
      (one) => one.row,
    )
  const rules = await query(
    url,
    `SELECT conrelid::regclass::text AS on, conname::text AS name, pg_get_constraintdef(oid) AS rule FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
     UNION ALL SELECT tgrelid::regclass::text, tgname::text, tgenabled::text FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2, 3`,
  )
  const sequences = await query(
    url,
    "SELECT sequencename::text, last_value::text FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1",
  )
  return { rows, rules, sequences }
}

beforeAll(async () => {
  await bundlePrograms()
  s3 = await startS3Server('backups')
  identity = await generateX25519Identity()
  writeFileSync(at('identity.txt'), `# created by a test\n${identity}\n`)
  project = await aggregatedProject()
  const { runId } = await project.aggregate()
  const release = { slug: project.slug, projectRoot: root, version: '1', notes: '', license: 'CC0-1.0', run: runId }
  ;({ checksum } = await publishRelease(operator, release))
  const { contentHash } = await storeImage(await solidPicture(60, 40).png().toBuffer(), localStore(at('data')))
  await prisma.image.updateMany({ where: { projectId: project.id, position: 0 }, data: { contentHash } })
  // Text that a careless format would break.
  await prisma.project.update({ where: { id: project.id }, data: { description: 'tab\there\nline \\N “ü” \\. end' } })
  const user = await prisma.appUser.create({ data: { email: 'gone@example.org', name: 'Gone', passwordHash: 'none' } })
  const secret = { userId: user.id, tokenHash: 'x', expiresAt: new Date(Date.now() + 1e6) }
  await prisma.passwordReset.create({ data: secret })
  await prisma.accessToken.create({ data: { ...secret, name: 'Import', canWrite: false, tokenVersion: 0 } })
  await prisma.secondFactor.create({
    data: { userId: user.id, secret: 'sealed', confirmedAt: new Date(), recoveryCodes: { create: { codeHash: 'y' } } },
  })
  await prisma.job.create({ data: { projectId: project.id, kind: 'aggregate', payload: {}, state: 'running' } })
})
afterAll(async () => {
  await s3.close()
  await dropDatabases(server, `${template}_${process.pid}_`)
})

describe('a backup', () => {
  let encrypted: string

  test('restores every row, rule and image file on a new server, whose release has the same hash', async () => {
    const made = await runOnOwnServer('backup', '--to', at('plain'), '--json')
    expect(made).toMatchObject({ status: 0, stderr: '' })
    expect(JSON.parse(made.stdout)).toMatchObject({ images: { count: 1, copied: 2, missing: 0 }, removed: [] })
    const before = await contentOf(own)
    const there = await newServer('restored')
    const checked = await there.run('restore', '--from', at('plain'), '--check')
    expect(checked).toMatchObject({ status: 0, stdout: expect.stringContaining('is complete and undamaged') })
    expect(await query(there.url, 'SELECT FROM project')).toEqual([])
    expect(await there.run('restore', '--from', at('plain'))).toMatchObject({ status: 0, stderr: '' })
    const after = await contentOf(there.url)
    expect(before.rows.vote?.length).toBeGreaterThan(20)
    for (const table of ['password_reset', 'access_token', 'second_factor', 'recovery_code'])
      expect(before.rows[table]).toHaveLength(1)
    expect(after.rows).toEqual({ ...before.rows, password_reset: [], access_token: [], job: after.rows.job })
    expect(after.rows.job?.[0]).toContain('restored from a backup')
    expect(after.rules).toEqual(before.rules)
    expect(after.sequences).toEqual(before.sequences)
    const verified = await there.run('release', 'verify', '--project', project.slug, '--release', '1')
    expect(verified).toMatchObject({ status: 0, stdout: expect.stringContaining(checksum) })
    const images = (name: string) => readdirSync(at(`${name}/images`), { recursive: true }).sort()
    expect(images('restored')).toEqual(images('data'))
    const again = await there.run('restore', '--from', at('plain'))
    expect(again).toMatchObject({ status: 1, stderr: expect.stringContaining('already has projects or accounts') })
  })

  test('cannot be read without the identity, and erases everyone erased since', async () => {
    const recipient = await identityToRecipient(identity)
    const made = await runOnOwnServer('backup', '--to', at('sealed'), '--recipient', recipient, '--json')
    encrypted = JSON.parse(made.stdout).name
    const files = readdirSync(at(`sealed/${encrypted}`)).filter((name) => !/^(manifest|images)\./.test(name))
    expect(files.every((name) => name.endsWith('.gz.age'))).toBe(true)
    for (const name of files)
      expect(
        readFileSync(at(`sealed/${encrypted}/${name}`))
          .subarray(0, 21)
          .toString(),
      ).toBe('age-encryption.org/v1')

    const account = await prisma.appUser.findFirstOrThrow({ where: { email: 'gone@example.org' } })
    const erased = JSON.stringify({ account: account.id, at: new Date(Date.now() + 1_000).toISOString() })
    writeFileSync(at('data/erasures.jsonl'), `${erased}\n`)
    const usual = env.DATA_DIR
    env.DATA_DIR = at('data')
    await saveErasures(await openBackupStore(at('sealed')))
    env.DATA_DIR = usual

    const there = await newServer('opened')
    const from = ['restore', '--from', at('sealed')]
    expect((await there.run(...from)).stderr).toContain('This backup is encrypted. Name the file with its age identity')
    writeFileSync(at('other.txt'), `${await generateX25519Identity()}\n`)
    expect((await there.run(...from, '--identity', at('other.txt'))).stderr).toContain('cannot be decrypted')
    expect((await there.run(...from, '--identity', at('plain/none'))).stderr).toContain(
      'plain/none cannot be read: it does not exist',
    )
    expect(await query(there.url, 'SELECT FROM project')).toEqual([])
    const restored = await there.run(...from, '--identity', at('identity.txt'), '--json')
    expect(restored).toMatchObject({ status: 0, stderr: '' })
    expect(JSON.parse(restored.stdout)).toMatchObject({ name: encrypted, erasedAgain: 1 })
    expect(await query(there.url, "SELECT FROM app_user WHERE email = 'gone@example.org'")).toEqual([])
    expect(readFileSync(at('opened/erasures.jsonl'), 'utf8')).toContain(account.id)
  })

  test('for a new recipient has its own image files, and copies that no remaining backup can use are removed', async () => {
    const usual = env.DATA_DIR
    env.DATA_DIR = at('data')
    const store = await openBackupStore(at('rotated'))
    const other = await generateX25519Identity()
    const recipients = [null, await identityToRecipient(identity), await identityToRecipient(other)]
    const names: string[] = []
    for (const recipient of recipients) {
      const made = await makeBackup(store, root, { recipient, keep: 2 })
      expect(made.images).toMatchObject({ copied: 2, missing: 0 })
      names.push(made.name)
    }
    expect((await makeBackup(store, root, { recipient: recipients[2]!, keep: 3 })).images.copied).toBe(0)
    const check = async (name: string, ...identities: string[]) =>
      (await restoreBackup(store, root, { name, identities, isCheck: true })).images.missing
    expect([await check(names[1]!, identity), await check(names[2]!, other)]).toEqual([0, 0])
    await expect(check(names[2]!, identity)).rejects.toThrow('one file may contain all identities')
    const images = () =>
      readdirSync(at('rotated/images'), { recursive: true })
        .map(String)
        .filter((name) => name.includes('.'))
    expect(images().every((name) => name.endsWith('.age'))).toBe(true)

    // As earlier versions wrote them.
    for (const name of images()) {
      const file = at(`rotated/images/${name}`)
      renameSync(file, file.replace(/\.[0-9a-f]{12}\.age$/, '.age'))
    }
    const manifest = at(`rotated/${names[2]}/manifest.json`)
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(/ *"imageSuffix": .*\n/, ''))
    expect(await check(names[2]!, identity, other)).toBe(0)
    expect((await makeBackup(store, root, { recipient: recipients[2]!, keep: 3 })).images.copied).toBe(2)
    expect(images()).toHaveLength(4)
    expect((await makeBackup(store, root, { recipient: recipients[2]!, keep: 2 })).removed).toContain(names[2])
    expect(images()).toHaveLength(2)
    truncateSync(at(`rotated/images/${images()[0]}`), 200)
    const last = (await listBackups(store)).whole.at(-1)!
    expect(await check(last, other)).toBe(1)
    env.DATA_DIR = usual
    writeFileSync(at('both.txt'), `${identity}\n${other}\n`)
    expect(await readIdentities(at('both.txt'))).toEqual([identity, other])
    writeFileSync(at('both.txt'), `${identity}\n${other.slice(0, -1)}\n`)
    await expect(readIdentities(at('both.txt'))).rejects.toThrow('Identity 2 in the file is incomplete or mistyped')
  })

  test('whose restore is killed as soon as its rows are there has all erasures after the next start', async () => {
    const there = await newServer('killed')
    const args = ['dist/main.mjs', 'restore', '--from', at('sealed'), '--identity', at('identity.txt')]
    // biome-ignore lint/style/noProcessEnv: the program gets this process's environment and a few settings of its own.
    const settings = { ...process.env, DATABASE_URL: there.url, DIRECT_DATABASE_URL: '', DATA_DIR: at('killed') }
    const restoring = spawn(process.execPath, args, { cwd: root, env: settings })
    const ended = once(restoring, 'exit')
    // The query waits while the restore locks the table.
    const hasRows = async () => (await query(there.url, 'SELECT FROM project')).length > 0
    while (restoring.exitCode === null && !(await hasRows()));
    restoring.kill('SIGKILL')
    expect(await ended).toEqual([null, 'SIGKILL'])

    await prisma.$disconnect()
    setDatabaseUrl(there.url)
    await replayErasures(at('killed'))
    await prisma.$disconnect()
    setDatabaseUrl(own)
    expect(await query(there.url, "SELECT FROM app_user WHERE email = 'gone@example.org'")).toEqual([])
    expect(await query(there.url, "SELECT FROM job WHERE state IN ('queued', 'running')")).toEqual([])
  })

  test('that is damaged, incomplete or unknown is refused, and the database stays empty', async () => {
    const there = await newServer('refused')
    await runOnOwnServer('backup', '--to', at('damaged'))
    const store = await openBackupStore(at('damaged'))
    const [name = ''] = (await listBackups(store)).whole
    expect((await there.run('restore', '--from', at('nowhere'))).stderr).toContain('nowhere does not exist.')
    expect(readdirSync(at(''))).not.toContain('nowhere')
    expect((await there.run('restore', '--from', at('damaged'), '--backup', 'x')).stderr).toContain(
      `There are: ${name}`,
    )
    expect((await there.run('restore', '--from', 'ftp://x/y')).stderr).toContain('in a folder or in s3://bucket/prefix')
    expect((await there.run('restore')).stderr).toContain('Name the folder or s3://bucket/prefix')
    const stored = readdirSync(at('damaged/images'), { recursive: true }).map(String)
    const fileOf = (variant: string) => at(`damaged/images/${stored.find((one) => one.includes(variant))}`)
    writeFileSync(fileOf('.thumb.'), readFileSync(fileOf('.thumb.')).subarray(0, -20))
    const check = () => restoreBackup(store, root, { identities: [], isCheck: true })
    expect((await check()).images.missing).toBe(1)
    const usual = env.DATA_DIR
    env.DATA_DIR = at('remade')
    const { contentHash } = await prisma.image.findFirstOrThrow({ where: { contentHash: { not: null } } })
    expect(await restoreImages(store, [contentHash!], { identities: [], suffix: '' })).toMatchObject({ missing: 0 })
    expect(isPlainWebp((await readImage(contentHash!, 'thumb'))!)).toBe(true)
    env.DATA_DIR = usual
    writeFileSync(fileOf('.full.'), 'x')
    env.DATA_DIR = at('damaged-image')
    expect(await restoreImages(store, [contentHash!], { identities: [], suffix: '' })).toMatchObject({ missing: 2 })
    env.DATA_DIR = usual
    expect(await there.run('restore', '--from', at('damaged'), '--check')).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/is incomplete: .*\nImage files missing from the backup or damaged: 2, .*full/),
    })
    const manifest = at(`damaged/${name}/manifest.json`)
    const whole = readFileSync(manifest, 'utf8')
    writeFileSync(manifest, whole.replace('"migrations": [', '"migrations": ["29991231_later",'))
    for (const isCheck of [true, false])
      await expect(restoreBackup(store, root, { identities: [], isCheck })).rejects.toThrow('made by a newer version')
    writeFileSync(manifest, whole)
    const vote = at(`damaged/${name}/vote.00000.gz`)
    const bytes = readFileSync(vote)
    bytes[bytes.length - 9]! ^= 1
    writeFileSync(vote, bytes)
    for (const more of [[], ['--check']]) {
      const refused = await there.run('restore', '--from', at('damaged'), ...more)
      expect(refused).toMatchObject({
        status: 1,
        stderr: expect.stringMatching(/vote\.00000\.gz is damaged: its checksum/),
      })
    }
    rmSync(vote)
    expect((await there.run('restore', '--from', at('damaged'))).stderr).toContain('vote.00000.gz is missing')
    writeFileSync(manifest, '{"format": 9}')
    expect((await there.run('restore', '--from', at('damaged'))).stderr).toContain('not the manifest of a backup')
    expect(await query(there.url, 'SELECT FROM project')).toEqual([])
    expect((await contentOf(there.url)).rules).toEqual((await contentOf(own)).rules)
  })

  test('that cannot be written says why in a sentence and leaves nothing', async () => {
    const refusal = async (...args: string[]) => (await runOnOwnServer('backup', ...args)).stderr
    expect(await refusal('--to', at('identity.txt'))).toMatch(
      /^\S+identity\.txt was not saved: there is a file with this name\. .+\n$/,
    )
    for (const recipient of ['foo', 'age1xyz'])
      expect(await refusal('--to', at('unmade'), '--recipient', recipient)).toMatch(/^“\w+” is not an age recipient/)
    expect(readdirSync(at(''))).not.toContain('unmade')
    const store = await openBackupStore(at('full'))
    const put = async (key: string, ...rest: [Uint8Array, string]) => {
      if (key.includes('/vote.')) throw new Error('full')
      await store.put(key, ...rest)
    }
    await expect(makeBackup({ ...store, put }, root, { recipient: null, keep: 1 })).rejects.toThrow('full')
    expect(await listBackups(store)).toEqual({ whole: [], unfinished: [] })
  })

  test('can be stored in a bucket, where only the newest are kept, with the image files that they need', async () => {
    const to = ['backup', '--to', 's3://backups/lab/one', '--keep', '2', '--json']
    const names: string[] = []
    for (let turn = 0; turn < 3; turn++) {
      const made = await runOnOwnServer(...to)
      expect(made.status).toBe(0)
      names.push(JSON.parse(made.stdout).name)
      if (turn === 2) expect(JSON.parse(made.stdout).removed).toEqual([names[0]])
    }
    const there = await newServer('bucket')
    const restored = await there.run('restore', '--from', 's3://backups/lab/one', '--json')
    expect(JSON.parse(restored.stdout)).toMatchObject({ name: names[2], images: { count: 1, missing: 0 } })
  })

  test('of an older version is restored as it was, and migrated', async () => {
    await createDatabase(server, `${template}_${process.pid}_older`)
    const older = migrationNames(root)
    await rebuildDatabase(databaseOf('older'), root, older.slice(0, -3))
    await query(databaseOf('older'), "INSERT INTO project (slug, name, raters_per_task) VALUES ('old', 'Old', 5)")
    setDatabaseUrl(databaseOf('older'))
    await makeBackup(await openBackupStore(at('older-backup')), root, { recipient: null, keep: 1 })
    setDatabaseUrl(own)
    const there = await newServer('newer')
    expect(await there.run('restore', '--from', at('older-backup'))).toMatchObject({ status: 0, stderr: '' })
    expect(await query(there.url, 'SELECT slug FROM project')).toEqual([{ slug: 'old' }])
    expect((await contentOf(there.url)).rules).toEqual((await contentOf(own)).rules)
  })
})
