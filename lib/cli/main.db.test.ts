import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerReading } from '@/lib/contracts/data/answers'
import { prisma } from '@/lib/db/client'
import { ownIdentity } from '@/lib/db/embedded/process-identity'
import { WorkerGuard } from '@/lib/db/jobs/worker-guard'
import { env, setDatabaseUrl } from '@/lib/env'
import { sealSecret } from '@/lib/services/accounts/one-time-code'
import { findPasswordReset } from '@/lib/services/accounts/password-reset'
import { importRealVotes } from '@/lib/services/data/import-real-votes'
import { importVotes } from '@/lib/services/data/votes/import-votes'
import { installedVersion } from '@/lib/services/installed-version'
import { startJob } from '@/lib/services/jobs/job-state'
import { addUser, makeRatingProject } from '@/lib/services/testing/rating-project'
import { smallImageCount, smallRealVoteFiles } from '@/lib/services/testing/real-vote-files'
import { startDatabase } from './database'
import { bundlePrograms } from './prepare.mjs'

const root = process.cwd()
const slug = `test-${randomUUID().slice(0, 13)}`
const other = `${slug}-2`
const bare = `${slug}-3`
let files: Awaited<ReturnType<typeof smallRealVoteFiles>>
beforeAll(async () => {
  await bundlePrograms()
  files = await smallRealVoteFiles()
  const originalLabelsPath = files.file('labels.json')
  const input = { slug, dataDir: files.folder, originalLabelsPath, projectRoot: root, imageCount: smallImageCount }
  await importRealVotes({ kind: 'operator' }, input)
})
afterAll(() => files.remove())

const start = (...args: string[]) => spawn(process.execPath, ['dist/main.mjs', ...args], { cwd: root })

async function outcome(child: ReturnType<typeof start> & ChildProcess) {
  const [stdout, stderr, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { status, stdout, stderr }
}
const run = (...args: string[]) => outcome(start(...args))

test('prints the whole bill of materials through a pipe, as a table and as CycloneDX', async () => {
  const { status, stdout } = await run('bill-of-materials', '--json')
  expect(status).toBe(0)
  const { bomFormat, components } = JSON.parse(stdout)
  expect(bomFormat).toBe('CycloneDX')
  expect(components.length).toBeGreaterThan(300)
  const table = (await run('bill-of-materials')).stdout
  expect(table).toMatch(/^next +16\.\d+\.\d+ +MIT +required$/m)
  expect(table).toContain('All have licenses that software under Apache-2.0 may use.')
})

test('exits without an error if the reader closes the pipe early', async () => {
  const child = start('bill-of-materials', '--json')
  child.stdout.once('data', () => child.stdout.destroy())
  const [stderr, [status]] = await Promise.all([text(child.stderr), once(child, 'exit')])
  expect([status, stderr]).toEqual([0, ''])
})

// One test per program, each with its own time limit, because starting takes seconds on a busy machine.
test.each([
  [[]],
  [['import']],
  [['import', 'real-votes']],
  [['import', 'predictions']],
  [['import', 'classes']],
  [['import', 'labels']],
  [['aggregate']],
  [['export']],
  [['export', 'votes-csv']],
  [['export', 'predictions-csv']],
  [['reset-password']],
  [['reset-second-factor']],
  [['make-owner']],
  [['bill-of-materials']],
  [['doctor']],
])('%j has help, with an exit status of 0', async (command: string[]) => {
  const { status, stdout, stderr } = await run(...command, '--help')
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toContain(`Usage: ${['reassess', ...command].join(' ')}`)
})

test('marks required options in the help', async () => {
  const { stdout } = await run('import', 'classes', '--help')
  expect(stdout).toMatch(/--project <slug> +the project \(required\)\n/)
  expect(stdout).toMatch(/--file <file> .*element\n/)
})

test.each(['aggregate', 'nonsense'])('%s alone is refused with an exit status of 1', async (command) => {
  expect((await run(command)).status).toBe(1)
})

test('has a doctor that reports each part, its location and the fix, and fails if a part does', async () => {
  const { status, stdout, stderr } = await run('doctor')
  expect([status, stderr]).toEqual([1, ''])
  for (const line of [
    /^ok {7}Node: 2\d\.\d+\.\d+ at \//m,
    /^(ok|warning) +Disk: \d+ MB are free in \//m,
    /^ok {7}Image files: .* can be written and read\.$/m,
    /^ok {7}Database: PostgreSQL \d+\.\d+.* at \S+\.$/m,
    /^ok {7}Clock: The database differs by 0\.\d s from this machine\.$/m,
    /^ok {7}Migrations: All are applied\.$/m,
    /^ok {7}SQL functions: All match prisma\/functions\.$/m,
    /^error {4}Worker: No worker has reported .*\n +Fix: Run npm start/m,
    /^1 of \d+ checks failed\.$/m,
  ])
    expect(stdout).toMatch(line)
})

const doctor = async (env: Record<string, string> = {}) => {
  const child = spawn(process.execPath, ['dist/main.mjs', 'doctor', '--json'], {
    cwd: root,
    // biome-ignore lint/style/noProcessEnv: the child has what the test has, and what the case changes
    env: { ...process.env, ...env },
  })
  const { status, stdout } = await outcome(child)
  const { checks } = JSON.parse(stdout) as { checks: { what: string; state: string; found: string; fix: string }[] }
  return { status, check: (what: string) => checks.find((check) => check.what === what) }
}

test('has a doctor that detects another session secret than that of the second factors', async () => {
  const secrets = ['a-secret-of-at-least-32-characters', 'another-secret-of-32-characters-or-more'] as const
  const usual = env.NEXTAUTH_SECRET
  env.NEXTAUTH_SECRET = secrets[0]
  const { id: userId } = await addUser()
  const secret = await sealSecret(userId, 'of the app')
  env.NEXTAUTH_SECRET = usual
  await prisma.secondFactor.create({ data: { userId, secret, confirmedAt: new Date() } })
  const found = async (NEXTAUTH_SECRET: string) => (await doctor({ NEXTAUTH_SECRET })).check('Second factors')
  expect(await found(secrets[0])).toMatchObject({ state: 'ok' })
  expect(await found(secrets[1])).toMatchObject({
    state: 'warning',
    fix: expect.stringContaining('Put back the earlier NEXTAUTH_SECRET'),
  })
  await prisma.secondFactor.deleteMany()
})

test('has a doctor that detects an unreachable database, a live worker, a changed function, a pooler and missing files', async () => {
  const away = await doctor({
    DATABASE_URL: 'postgresql://ann:hidden@127.0.0.1:1/votes',
    DIRECT_DATABASE_URL: '',
    NEXTAUTH_URL: 'https://reassess.example.org',
    BACKUP_TO: '/nowhere/backups',
  })
  expect(away.check('Backups')).toMatchObject({ state: 'warning', found: 'There is none in /nowhere/backups yet.' })
  expect(away.status).toBe(1)
  expect(away.check('Database')).toMatchObject({ state: 'error', found: expect.stringContaining('127.0.0.1:1') })
  expect(JSON.stringify(away.check('Database'))).not.toContain('hidden')
  expect(away.check('Proxies')).toMatchObject({ state: 'warning', fix: expect.stringContaining('TRUSTED_PROXIES') })

  const direct = env.DATABASE_URL ?? ''
  const limited = new URL(direct)
  limited.searchParams.set('options', '-c statement_timeout=20s -c idle_in_transaction_session_timeout=35s')
  const pooled = (url: string) => doctor({ DATABASE_URL: url, DIRECT_DATABASE_URL: direct })
  const guard = await WorkerGuard.open()
  // Like a worker, which no longer counts after a long silence.
  const beat = setInterval(() => void guard.freeJobsOfDead().catch(() => {}), 2_000)
  try {
    const fixed = await pooled(limited.href)
    expect([fixed.status, fixed.check('Worker')?.state, fixed.check('Pooler')?.state]).toEqual([0, 'ok', 'ok'])
    expect(fixed.check('Images')).toBeUndefined()
    await prisma.$executeRawUnsafe('ALTER FUNCTION expire_leases COST 7')
    await prisma.image.updateMany({ where: { project: { slug } }, data: { contentHash: 'ab'.repeat(32) } })
    const changed = await pooled(direct)
    expect(changed.check('SQL functions')).toMatchObject({
      state: 'error',
      found: expect.stringContaining('prisma/functions/expire_leases.sql'),
    })
    expect(changed.check('Images')).toMatchObject({
      state: 'error',
      found: expect.stringMatching(/images: checked 4 images, the files of 4 are missing\.$/),
      fix: expect.stringContaining('“Moving images” in docs/settings.md'),
    })
    expect(changed.check('Pooler')).toMatchObject({
      state: 'warning',
      found: expect.stringContaining('no time limit for queries and transactions in which nothing happens'),
      fix: expect.stringContaining('docs/deploy/pgbouncer.ini'),
    })
  } finally {
    clearInterval(beat)
    await prisma.$executeRawUnsafe('ALTER FUNCTION expire_leases COST 100')
    await prisma.image.updateMany({ where: { project: { slug } }, data: { contentHash: null } })
    await guard.close()
  }
})

test('aggregates and exports, with one line for people and JSON for machines', async () => {
  const people = await run('aggregate', '--project', slug, '--method', 'majority')
  expect(people).toMatchObject({ status: 0, stderr: '' })
  expect(people.stdout).toMatch(/^Run 1 of .*12 candidates scored from 24 votes; 4 labels.*\n0 iterations in /)
  expect(people.stdout).toMatch(
    /\nAverage precision on golden candidates, without their own answers: 1\.0000\.\nWarning \(Golden answers\): /,
  )
  expect(people.stdout).toMatch(
    /\nRun 1 is not used .* or with --accept-warnings of export, release publish or score-model\.\n$/,
  )
  const machine = await run(
    'aggregate',
    '--project',
    slug,
    '--method',
    'calibrated',
    '--prior',
    '0.2',
    '--threshold',
    '0.9',
    '--json',
  )
  expect(machine).toMatchObject({ status: 0, stderr: '' })
  expect(JSON.parse(machine.stdout)).toMatchObject({ project: slug, runId: 2, method: 'calibrated', voteCount: 24 })
  const file = files.file('out.json')
  const exporting = ['export', 'real-json', '--project', slug, '--run', '1', '--out', file]
  expect(await run(...exporting)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('Run 1 fails the check “Golden answers”'),
  })
  const accepting = ['--accept-warnings', 'Enough for a test.']
  const exportsBefore = await prisma.auditEvent.count({ where: { action: 'project.export' } })
  expect((await run(...exporting.slice(0, -1), '/nowhere/out.json', ...accepting)).stderr).toMatch(
    /^\/nowhere\/out\.json was not saved: /,
  )
  expect(await prisma.runConfirmation.count({ where: { runId: 1 } })).toBe(0)
  expect(await prisma.auditEvent.count({ where: { action: 'project.export' } })).toBe(exportsBefore)
  expect(await run(...exporting, ...accepting)).toMatchObject({ status: 0 })
  expect(await run(...exporting)).toMatchObject({ status: 0 })
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual([[0], [3], [5], [1]])
})

test('reports errors on stderr, in a sentence or as JSON, and fails', async () => {
  const unknown = await run('aggregate', '--project', 'nowhere')
  expect(unknown).toEqual({ status: 1, stdout: '', stderr: 'There is no project “nowhere”.\n' })
  const json = await run('aggregate', '--project', 'nowhere', '--json')
  expect(JSON.parse(json.stderr)).toMatchObject({ error: { code: 'not-found' } })
  const ofUse = await run('export', 'votes-csv', '--project', slug, '--json')
  expect(ofUse.status).toBe(1)
  expect(JSON.parse(ofUse.stderr).error.message).toContain('--out')
  const parameter = await run('aggregate', '--project', slug, '--method', 'majority', '--prior', '0.2')
  expect(parameter.stderr).toContain('--prior')
  const method = await run('aggregate', '--project', slug, '--method', 'foo')
  expect(method.stderr).toMatch(/^--method: Unknown method “foo”\. Use one of: .*majority/)
  const rater = await run('aggregate', '--project', slug, '--leave-out', '99')
  expect(rater.stderr).toBe('This project has no rater 99.\n')
  const folder = await run('export', 'votes-csv', '--project', slug, '--out', files.file('none/votes.csv'))
  expect(folder.stderr).toContain('was not saved: its folder does not exist')
  expect([parameter.status, folder.status]).toEqual([1, 1])
  for (const [args, expected] of [
    [['export', 'real-json', '--run', 'abc', '--out', files.file('x')], '--run: Enter a number.'],
    [['release', 'publish', '--accept-warnings', ''], '--accept-warnings: Enter a reason.'],
    [['release', 'publish', '--release', 'v 1'], '--release: '],
    [['aggregate', '--parameter', 'tolerance=-1'], '--parameter tolerance: '],
    [['aggregate', '--parameter', 'foo=1'], '--parameter foo: is not a parameter of the reassess method, which has '],
    [['aggregate', '--parameter', 'foo=1', '--method', 'majority'], 'the majority method, which has maybeWeight\n'],
    [['aggregate', '--threshold', 'precision>0.9'], 'precision>=0.9, recall>=0.9 or maximum-f1.'],
    [['aggregate', '--confidence', '2', '--threshold', 'precision>=0.9'], '--confidence: At most 0.999.'],
    [['plan', '--class-first', '3'], '--class-first: '],
  ] as const)
    expect((await run(...args, '--project', slug)).stderr).toContain(expected)
})

test('says that the disk of the database is full, without a stack', async () => {
  await prisma.$executeRaw`CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE 'No space left on device' USING ERRCODE = 'disk_full'; END $$`
  await prisma.$executeRaw`
    CREATE TRIGGER full_disk BEFORE INSERT ON aggregation_run FOR EACH ROW EXECUTE FUNCTION full_disk()`
  const { status, stdout, stderr } = await run('aggregate', '--project', slug).finally(
    () => prisma.$executeRaw`DROP FUNCTION full_disk CASCADE`,
  )
  expect([status, stdout]).toEqual([1, ''])
  expect(stderr).toMatch(/^The disk of the server is full, .* free some space\.\n$/)
})

test('says what is wrong with DATABASE_URL, even if PostgreSQL itself can be reached past the pooler', async () => {
  const direct = env.DATABASE_URL!
  const wrong = new URL(direct)
  wrong.pathname = '/none'
  Object.assign(env, { DATABASE_URL: wrong.href, DIRECT_DATABASE_URL: direct })
  const started = startDatabase({ projectRoot: root })
  await expect(started).rejects.toThrow(/^Could not use DATABASE_URL: .* has no database "none"/)
  setDatabaseUrl(direct)
  delete env.DIRECT_DATABASE_URL
})

test.each([
  ['to aggregate, compare and simulate files', 'simulate-votes --regime baseline --images 50'],
  ['for help', 'import predictions --help'],
  ['for its version', '--version'],
])('needs no settings and no data folder %s', async (_, args) => {
  const settings = ['PORT=abc', 'STORAGE=cloud', 'DATABASE_URL=nonsense', 'DATA_DIR=/dev/null', process.execPath]
  const child = spawn('env', [...settings, 'lib/cli/reassess.mjs', ...args.split(' ')], { cwd: root })
  expect(await outcome(child)).toMatchObject({ status: 0, stderr: '' })
})

test.each([
  ['export votes-csv --project none --out'],
  ['simulate-votes --regime baseline --out'],
  ['archive-project --project none --to'],
])('%s refuses to write to a file or folder named “-”', async (args) => {
  const { status, stderr } = await run(...args.split(' '), '-')
  expect([status, existsSync('-')]).toEqual([1, false])
  expect(stderr).toContain("argument '-' is invalid. Give the path of a file or folder. export also takes /dev/stdout.")
})

test('prints the version of the package and the commit', async () => {
  const { version } = JSON.parse(await readFile('package.json', 'utf8'))
  const { status, stdout } = await run('--version')
  expect([status, stdout]).toEqual([0, expect.stringMatching(/^[\d.]+(\+[0-9a-f]{12})?\n$/)])
  expect(stdout.trim()).toBe(await installedVersion(root))
  expect(stdout).toContain(version)
})

test('prints a password reset link for an account, and refuses an unknown e-mail', async () => {
  const { id, email } = await addUser({ isOwner: true })
  const made = await run('reset-password', email, '--json')
  expect(made).toMatchObject({ status: 0, stderr: '' })
  const { searchParams, pathname } = new URL(JSON.parse(made.stdout).link)
  expect(pathname).toBe('/reset-password')
  expect(await findPasswordReset(searchParams.get('token')!)).toBe(email)
  // A server records its address in the data folder, because it may have taken another port.
  await writeFile(path.join(files.folder, 'address'), `http://localhost:3001 ${ownIdentity()}\n`)
  const command = ['dist/main.mjs', 'reset-password', email]
  const elsewhere = await outcome(
    spawn('env', ['NEXTAUTH_URL=', `DATA_DIR=${files.folder}`, process.execPath, ...command], { cwd: root }),
  )
  expect(elsewhere.stdout).toContain('http://localhost:3001/reset-password?token=')
  await prisma.appUser.delete({ where: { id } })
  const unknown = await run('reset-password', email)
  expect(unknown).toEqual({ status: 1, stdout: '', stderr: `There is no account with the e-mail ${email}.\n` })
})

test('resets the second factor of an account and ends its sessions, and refuses an account without one', async () => {
  const { id, email } = await addUser({ isOwner: true })
  await prisma.secondFactor.create({ data: { userId: id, secret: 'sealed', confirmedAt: new Date() } })
  await prisma.recoveryCode.create({ data: { userId: id, codeHash: '-' } })
  const made = await run('reset-second-factor', email, '--json')
  expect(made).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining(email) })
  expect(await prisma.secondFactor.count({ where: { userId: id } })).toBe(0)
  expect(await prisma.recoveryCode.count({ where: { userId: id } })).toBe(0)
  expect(await prisma.appUser.findUnique({ where: { id } })).toMatchObject({ tokenVersion: 1 })
  expect(await prisma.auditEvent.findFirst({ where: { action: 'account.reset-second-factor' } })).toMatchObject({
    ...{ userId: null, projectId: null, details: { memberId: id } },
  })
  const again = await run('reset-second-factor', email)
  expect([again.status, again.stderr]).toEqual([1, 'This account has no second factor. Nothing was changed.\n'])
  await prisma.appUser.delete({ where: { id } })
})

test('hands the server over to another account, which becomes an admin where there is none', async () => {
  await addUser({ isOwner: true })
  const { id, email } = await addUser()
  const project = await prisma.project.create({ data: { slug: randomUUID(), name: 'Nobody’s' } })
  expect(await run('make-owner', email)).toEqual({ status: 0, stderr: '', stdout: `${email} owns this server now.\n` })
  expect(await prisma.appUser.findMany({ where: { isOwner: true }, select: { id: true } })).toEqual([{ id }])
  expect(await prisma.membership.findMany({ where: { projectId: project.id } })).toMatchObject([
    { userId: id, role: 'admin' },
  ])
  expect(await prisma.auditEvent.findFirst({ where: { action: 'account.make-owner' } })).toMatchObject({
    ...{ userId: null, projectId: null, details: { memberId: id } },
  })
  const again = await run('make-owner', email)
  expect([again.status, again.stderr]).toEqual([1, 'This account owns the server already. Nothing was changed.\n'])
})

test('refuses a bad file with file, array, expected and found value, and creates no project', async () => {
  const args = ['import', 'real-votes', '--project', other, '--data', files.folder]
  const bad = await run(...args, '--original-labels', files.file('labels.json'))
  expect(bad).toMatchObject({ status: 1, stdout: '' })
  expect(bad.stderr).toMatch(/labels\.json, the list: expected 50000 elements, one for each image, found 4\./)
  expect(await prisma.project.count({ where: { slug: other } })).toBe(0)
})

test("imports a model's predictions, and refuses the same name again with a fix", async () => {
  const args = ['import', 'predictions', '--project', slug, '--model', 'resnet', '--file', files.file('labels.json')]
  const made = await run(...args, '--json')
  expect(made).toMatchObject({ status: 0, stderr: '' })
  expect(JSON.parse(made.stdout)).toMatchObject({ project: slug, model: 'resnet', images: 4, proposedCandidates: 2 })
  const again = await run(...args)
  expect(again).toMatchObject({ status: 1, stdout: '' })
  expect(again.stderr).toMatch(/already has a model “resnet”\. .*--replace/)
  const replaced = await run(...args, '--replace')
  expect(replaced.stdout).toMatch(
    /^Replaced the model “resnet” .*: 4 predictions for 4 images\. 2 of them were already candidates of the project\.\n$/,
  )
  const scored = await run(...args.with(args.indexOf('resnet'), 'scored'), '--scored-only', '--json')
  expect(JSON.parse(scored.stdout)).toMatchObject({ model: 'scored', images: 4, proposedCandidates: 0 })
  const mixed = await run(...args.slice(0, -2), '--onnx', files.folder, '--partial')
  expect(mixed.stderr).toBe('--partial, --files and --score-kind are about a file. Omit them with --onnx.\n')
})

test('imports classes, labels and predictions, and exports them to files that can be imported again', async () => {
  await prisma.project.create({
    data: { slug: bare, name: bare, images: { create: [{ id: 0, position: 0, fileName: 'a.jpg' }] } },
  })
  const put = async (name: string, content: string) => {
    await writeFile(files.file(name), content)
    return files.file(name)
  }
  const project = ['--project', bare]
  const classes = await put('classes.csv', 'name\ncat\ndog\n')
  expect(await run('import', 'classes', ...project, '--file', classes)).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^Added classes to .*: 2 that can be labels, 0 inner nodes/),
  })
  expect((await run('import', 'classes', ...project, '--file', classes, '--imagenet')).stderr).toContain('Give either')
  const labels = await put('labels.csv', 'file,label\na.jpg,dog\n')
  expect(JSON.parse((await run('import', 'labels', ...project, '--file', labels, '--json')).stdout)).toMatchObject({
    images: 1,
    changed: 1,
  })
  const table = await put('table.csv', 'file,label_1,probability_1\na.jpg,dog,0.5\n')
  const model = ['--model', 'm']
  expect((await run('import', 'predictions', ...project, ...model, '--file', table)).status).toBe(0)
  expect((await run('import', 'predictions', ...project, ...model, '--file', table, '--add')).stderr).toMatch(
    /line 2, field "file": expected an image without predictions of this model, found "a\.jpg"/,
  )
  const out = files.file('out.jsonl')
  expect(await run('export', 'predictions-jsonl', ...project, ...model, '--out', out)).toMatchObject({
    status: 0,
    stderr: '',
  })
  expect(await readFile(out, 'utf8')).toBe('{"file":"a.jpg","top1":[{"label":1,"probability":0.5}]}\n')
  expect((await run('export', 'original-labels-jsonl', ...project, '--out', out)).status).toBe(0)
  expect(await readFile(out, 'utf8')).toBe('{"file":"a.jpg","label":1}\n')
  const wrong = await run('export', 'predictions-csv', ...project, '--out', out)
  expect(wrong).toMatchObject({ status: 1, stderr: expect.stringContaining('--model') })
})

test('starts the deletion of imported votes, but of no others', async () => {
  const project = await makeRatingProject({ tasks: 1 })
  const votes = files.file('votes.csv')
  await writeFile(votes, 'image,rater,class_index,answer\nsecret-file-0.jpg,ann,0,yes\n')
  const { batchId } = await importVotes(
    { kind: 'operator' },
    { slug: project.slug, path: votes, reading: answerReading.parse({}) },
  )
  const args = ['--project', project.slug]
  const deleted = await run('delete-votes', ...args, '--batch', `${batchId}`, '--json')
  expect(deleted).toMatchObject({ status: 0, stderr: '' })
  const { job } = JSON.parse(deleted.stdout)
  const started = { kind: 'delete-imported-votes', state: 'queued', payload: { batchId }, askedBy: null }
  expect(await prisma.job.findMany({ where: { projectId: project.id } })).toMatchObject([{ id: job, ...started }])
  const asked = await prisma.batch.findFirstOrThrow({ where: { projectId: project.id, id: { not: batchId } } })
  expect(await run('delete-votes', ...args, '--batch', `${asked.id}`)).toMatchObject({
    ...{ status: 1, stdout: '' },
    stderr: 'Only imported votes can be deleted, and these were given here.\n',
  })
})

test('stops and reopens a batch, lists and cancels jobs, and deletes a project only if it is named', async () => {
  const { slug: ofProject, id: projectId } = await makeRatingProject({ tasks: 1 })
  const { id: batchId } = await prisma.batch.findFirstOrThrow({ where: { projectId } })
  const { name } = await prisma.project.findUniqueOrThrow({ where: { id: projectId } })
  const job = await startJob({ kind: 'operator' }, { slug: ofProject, kind: 'measure-agreement', input: {} })
  const batch = ['--batch', `${batchId}`]
  const runAll = (...given: string[][]) =>
    Promise.all(given.map(([command, ...args]) => run(command!, '--project', ofProject, ...args)))
  const batchState = async () => (await prisma.batch.findFirstOrThrow({ where: { projectId } })).state

  const [stopped, listed, refused] = await runAll(
    ...[['stop-batch', ...batch], ['jobs'], ['delete-project', '--name', `not ${name}`]],
  )
  expect(stopped).toMatchObject({ stderr: '', stdout: `Batch ${batchId} of “${ofProject}” is stopped.\n` })
  expect(listed!.stdout).toMatch(new RegExp(`^${job.id}  queued  .*Measuring agreement\n$`))
  expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining('Nothing was deleted.') })
  expect(await batchState()).toBe('closed')

  const [reopened, cancelled] = await runAll(['reopen-batch', ...batch], ['cancel-job', '--job', job.id, '--json'])
  expect([reopened!.status, await batchState()]).toEqual([0, 'open'])
  expect(JSON.parse(cancelled!.stdout)).toMatchObject({ job: { id: job.id, state: 'cancelled' } })

  expect((await runAll(['delete-project', '--name', name]))[0]).toMatchObject({ status: 0, stderr: '' })
  expect(await prisma.project.findUniqueOrThrow({ where: { id: projectId } })).toMatchObject({
    deletedAt: expect.any(Date),
  })
})

const released = '../shared/reassessed-imagenet'
const labels = '../shared/imagenet/validation-original-labels.json'
test.skipIf(!existsSync(`${root}/${released}`)).each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('stops an import within seconds on %s, exits with %d and leaves nothing behind', async (signal, status) => {
  const child = start('import', 'real-votes', '--project', other, '--data', released, '--original-labels', labels)
  const result = outcome(child)
  // Waits until rows are being written, because only then could something be left behind.
  await expect
    .poll(
      async () => {
        const rows = await prisma.$queryRaw<unknown[]>`
          SELECT FROM pg_stat_progress_copy c JOIN pg_stat_activity a USING (pid) WHERE a.application_name = 'reassess-bulk' AND a.datname = current_database()`
        return rows.length
      },
      { interval: 20 },
    )
    .toBeGreaterThan(0)
  child.kill(signal)
  const stoppedAt = Date.now()
  expect(await result).toMatchObject({
    status,
    stdout: '',
    stderr: 'Interrupted. Unfinished changes were not saved.\n',
  })
  expect(Date.now() - stoppedAt).toBeLessThan(10_000)
  expect(await prisma.project.count({ where: { slug: other } })).toBe(0)
})
