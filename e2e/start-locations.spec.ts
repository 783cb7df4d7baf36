// `npm start` prints its link from any folder and for any user. Root and an ordinary user each have a hard-linked copy of this
// built checkout, which tests move to other locations, so that nothing is installed or built again.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'playwright/test'
import { waitForOutput } from './support/server'

const account = 'reassess-e2e'
const notCopied = ['.data', '.git', 'test-results', 'playwright-report']
const isRoot = process.getuid?.() === 0
const made: string[] = []
const moved: { from: string; to: string }[] = []
const running: ChildProcess[] = []
let user: { uid: number; gid: number; home: string }
/** Checkouts of the user and of root in the user's home folder, without data at the start of each test. */
let ofUser: string
let ofRoot: string

test.skip(process.platform !== 'linux', 'accounts, /proc and hard links are used as Linux has them')
test.skip(!isRoot, 'only root can start as somebody else')

test.beforeAll(() => {
  spawnSync('useradd', ['--create-home', '--shell', '/bin/sh', account])
  const idOf = (flag: string) => Number(execFileSync('id', [flag, account], { encoding: 'utf8' }))
  user = { uid: idOf('-u'), gid: idOf('-g'), home: `/home/${account}` }
  ofUser = checkoutIn(mkdtempSync(path.join(user.home, 'reassess-place-')), user)
  ofRoot = checkoutIn(mkdtempSync(path.join(user.home, 'reassess-place-')))
  execFileSync('chmod', ['755', path.dirname(ofRoot)])
})
test.afterEach(async () => {
  for (const child of running.splice(0)) await ended(child)
  for (const { from, to } of moved.splice(0).reverse()) execFileSync('mv', [to, from])
  for (const checkout of [ofUser, ofRoot]) rmSync(path.join(checkout, '.data'), { recursive: true, force: true })
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true })
})
test.afterAll(() => {
  spawnSync('userdel', ['--remove', account])
})

function newFolder(parent: string, name = 'reassess-place'): string {
  const folder = mkdtempSync(path.join(parent, `${name}-`))
  made.push(folder)
  return folder
}

/** Copies this checkout to `folder` with hard-linked files and folders owned by `owner`. */
function checkoutIn(folder: string, owner?: { uid: number; gid: number }, without: string[] = []): string {
  const checkout = path.join(folder, 'reassess')
  mkdirSync(checkout, { recursive: true })
  const entries = readdirSync('.').filter((name) => ![...notCopied, ...without].includes(name))
  const copy = (flags: string) => spawnSync('cp', [flags, ...entries, checkout]).status === 0
  // Hard links cannot cross file systems.
  if (!copy('-al')) expect(copy('-a')).toBe(true)
  execFileSync('find', [checkout, '-type', 'd', '-exec', 'chmod', '755', '{}', '+'])
  if (owner) execFileSync('find', [folder, '-type', 'd', '-exec', 'chown', `${owner.uid}:${owner.gid}`, '{}', '+'])
  return checkout
}

/** Moves a checkout without its data to a folder until the end of the test. */
function move(from: string, folder: string): string {
  const to = path.join(folder, 'reassess')
  rmSync(path.join(from, '.data'), { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  execFileSync('mv', [from, to])
  moved.push({ from, to })
  return to
}

interface Start {
  as?: { uid: number; gid: number; home: string }
  env?: Record<string, string | undefined>
  /** Wrapper command with its arguments. */
  within?: string[]
}

function environment({ as, env }: Start): NodeJS.ProcessEnv {
  const clean = { PATH: process.env.PATH, LANG: 'C.UTF-8', HOME: as?.home ?? os.homedir(), DB_DURABLE: '0' }
  return { ...clean, NODE_ENV: 'production', ...env }
}

/** Starts the app and waits for the link. */
async function start(checkout: string, options: Start = {}) {
  const [command = process.execPath, ...before] = [...(options.within ?? []), process.execPath]
  const child = spawn(command, [...before, 'lib/cli/start.mjs'], {
    cwd: checkout,
    env: environment({ ...options, env: { PORT: '0', ...options.env } }),
    ...(options.as && { uid: options.as.uid, gid: options.as.gid }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.push(child)
  const { link, output } = await waitForOutput(child)
  expect((await fetch(new URL('/api/ready', link))).status).toBe(200)
  // Exactly one link, no log lines and no npm warnings.
  expect(output.match(/https?:/g)).toHaveLength(1)
  expect(output).not.toMatch(/^\{|npm warn/m)
  return { link, output, stop: () => ended(child) }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  // unshare does not forward signals to its child.
  const inner = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim().split(' ')
  const isWrapped = child.spawnfile === 'unshare'
  await new Promise((resolve) => {
    child.once('exit', resolve)
    process.kill(isWrapped ? Number(inner[0]) : Number(child.pid), 'SIGTERM')
  })
}

const secretOf = (dataFolder: string) => readFileSync(path.join(dataFolder, 'session-secret'), 'utf8')

/** Starts twice and expects the second start to reuse the data of the first. Returns the output of the first. */
async function startTwice(checkout: string, dataFolder: () => string, options: Start = {}, again = options) {
  const first = await start(checkout, options)
  expect(existsSync(path.join(dataFolder(), 'postgres/data/PG_VERSION'))).toBe(true)
  const secret = secretOf(dataFolder())
  await first.stop()
  const second = await start(checkout, again)
  expect(secretOf(dataFolder())).toBe(secret)
  await second.stop()
  return first.output
}

/** Runs a command for an unknown project without a running server, and returns its error output. */
function command(checkout: string, options: Start = {}): string {
  const args = ['lib/cli/reassess.mjs', 'agreement', '--project', 'none']
  const ids = options.as && { uid: options.as.uid, gid: options.as.gid }
  const run = spawnSync(process.execPath, args, { cwd: checkout, env: environment(options), encoding: 'utf8', ...ids })
  return run.stderr
}

const notedFolder = (checkout: string) => readFileSync(path.join(checkout, '.data/location'), 'utf8').trim()

// The first of root's tests: nothing has been started in the checkout yet that could have written to it.
test('starts from a read-only checkout, with and without DATA_DIR', async () => {
  const dataFolder = path.join(user.home, 'data')
  await startTwice(ofRoot, () => dataFolder, { as: user, env: { DATA_DIR: dataFolder } })
  expect(statSync(ofRoot).uid).toBe(0)
  const { output } = await start(ofRoot, { as: user })
  expect(output).toContain(`Data is stored in ${user.home}/.local/share/reassess/reassess-`)
})

test("starts as root in root's home with the database in /var/lib, where commands and tests find it", async () => {
  const parent = newFolder('/root')
  const checkout = move(ofRoot, path.join(parent, 'closed'))
  execFileSync('chmod', ['700', parent])
  const output = await startTwice(checkout, () => notedFolder(checkout))
  made.push(notedFolder(checkout))
  expect(notedFolder(checkout)).toMatch(/^\/var\/lib\/reassess\/reassess-[0-9a-f]{8}$/)
  expect(output).toContain(`Data is stored in ${notedFolder(checkout)}, because PostgreSQL runs as`)
  expect(command(checkout)).toContain('none')
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'database', 'lib/db/jobs/job-rows.db.test.ts']
  const env = environment({ env: { NO_COLOR: '1' } })
  const run = spawnSync(process.execPath, vitest, { cwd: checkout, env, encoding: 'utf8' })
  expect(run.stdout).toMatch(/Tests +\d+ passed/)
})

test('starts as root below the temporary folder with a warning', async () => {
  const checkout = move(ofRoot, newFolder('/tmp'))
  execFileSync('chmod', ['755', path.dirname(checkout)])
  const { output } = await start(checkout, { env: { DB_DURABLE: '1' } })
  expect(output).toContain('Warning: the system may delete files in')
})

test('starts as an ordinary user in the home folder, with and without HOME', async () => {
  const again = { as: user, env: { HOME: undefined } }
  await startTwice(ofUser, () => path.join(ofUser, '.data'), { as: user }, again)
  expect(command(ofUser, { as: user })).toContain('none')
})

test('starts in a path with spaces, quotes and non-ASCII letters', async () => {
  const named = (name: string) => {
    const folder = newFolder(user.home, name)
    chownSync(folder, user.uid, user.gid)
    return folder
  }
  const quoted = move(ofUser, named("Größe it's 画像"))
  await (await start(quoted, { as: user })).stop()
  const odd = move(quoted, named('5$ "x"'))
  await start(odd, { as: user })
  expect(notedFolder(odd)).toMatch(new RegExp(`^${user.home}/.local/share/reassess/reassess-[0-9a-f]{8}$`))
})

test('uses the next free port if the default is taken, but fails if a requested port is taken', async () => {
  const holder = net.createServer()
  const isOurs = await new Promise((resolve) => {
    holder.once('error', () => resolve(false))
    holder.listen(3000, '127.0.0.1', () => resolve(true))
  })
  const { link, output } = await start(ofUser, { as: user, env: { PORT: undefined } })
  expect(Number(new URL(link).port)).toBeGreaterThan(3000)
  expect(output).toContain('Port 3000 is already in use, so this server uses')
  expect(readFileSync(path.join(ofUser, '.data/address'), 'utf8').split(/\s/)).toContain(new URL(link).origin)
  await expect(start(ofUser, { as: user, env: { PORT: '3000' } })).rejects.toThrow('Port 3000 is already in use')
  if (isOurs) holder.close()
})

test('starts after a killed start that left a lock, a draft, an empty port and half a data folder', async () => {
  const postgres = path.join(ofUser, '.data/postgres')
  for (const folder of ['data', 'data.draft/base']) mkdirSync(path.join(postgres, folder), { recursive: true })
  writeFileSync(path.join(postgres, 'data/postgresql.conf'), '')
  writeFileSync(path.join(postgres, 'start.lock'), '999999999-1')
  writeFileSync(path.join(postgres, 'port'), '')
  execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, path.join(ofUser, '.data')])
  await start(ofUser, { as: user })
  expect(readdirSync(postgres).some((name) => name.startsWith('data.incomplete-'))).toBe(true)
})

test('starts in a container without init, with its own process ids and without ptrace rights', async () => {
  const within = ['unshare', '--pid', '--fork', '--kill-child', '--mount-proc', 'setpriv', '--bounding-set=-sys_ptrace']
  const checkout = move(ofRoot, newFolder('/tmp'))
  execFileSync('chmod', ['755', path.dirname(checkout)])
  await start(checkout, { within })
})

test('reports invalid settings before anything is installed', async () => {
  const checkout = checkoutIn(newFolder(user.home), user, ['node_modules'])
  const attempts: [Record<string, string>, string][] = [
    [{ HOST: '0.0.0.0' }, 'Set NEXTAUTH_URL'],
    [{ DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' }, 'Could not connect to PostgreSQL at 127.0.0.1:1'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL must be a URL'],
    [{ DIRECT_DATABASE_URL: 'postgresql://x' }, 'Set both or neither'],
    [{ DATA_DIR: '/proc/none' }, 'The database cannot be stored in /proc/none'],
    [{ PORT: 'http' }, 'not "http"'],
    [{ STORAGE: 's3' }, 'S3_BUCKET must be the bucket'],
    [{ NEXTAUTH_SECRET: 'short' }, 'NEXTAUTH_SECRET must have at least 32 characters'],
    [{ OIDC_ISSUER: 'https://login.example.org' }, 'must be set together with OIDC_ISSUER'],
  ]
  for (const [env, sentence] of attempts) await expect(start(checkout, { as: user, env })).rejects.toThrow(sentence)
  expect(existsSync(path.join(checkout, 'node_modules'))).toBe(false)
})
