import { spawnSync } from 'node:child_process'
import { chownSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { processIdentity } from '@/lib/db/embedded/process-identity'
import { parseAccounts } from '@/lib/db/embedded/server-account.mjs'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import type { ObjectStore } from '@/lib/storage/object-store'
import {
  checkBackups,
  checkCompanions,
  checkHost,
  checkNames,
  checkProxies,
  checkStorage,
  databaseChecks,
  verdict,
} from './installation-checks'
import { firstMissingPackage } from './installed-packages.mjs'
import { portProblem, portSentence } from './port-problem.mjs'
import { checkAddress, refuseRootOfAnother } from './preflight.mjs'
import { forgetServerAddress, recordServerAddress, serverAddress } from './server-address'
import { sourceFiles, sourceStamp } from './source-stamp.mjs'
import { checkCount, playwrightCount, summaryLine, vitestCount } from './test-count.mjs'

const scratch = scratchFolder()
let root: string
beforeEach(() => {
  root = mkdtempSync(scratch('test-'))
  mkdirSync(path.join(root, 'lib/testing'), { recursive: true })
  for (const name of ['a.ts', 'a.test.ts', 'testing/setup.ts']) writeFileSync(path.join(root, 'lib', name), name)
})

test('excludes tests from sources, so that a new test triggers no build', () => {
  expect(sourceFiles(root, 'lib')).toEqual(['lib/a.ts'])
})

test('changes the stamp only with a content or a name', () => {
  const before = sourceStamp(root, ['lib', 'missing'])
  writeFileSync(path.join(root, 'lib/b.test.ts'), 'new')
  expect(sourceStamp(root, ['lib', 'missing'])).toBe(before)
  writeFileSync(path.join(root, 'lib/a.ts'), 'other')
  expect(sourceStamp(root, ['lib', 'missing'])).not.toBe(before)
})

test('reports a package that is missing or has another version', () => {
  const lock = { packages: { '': {}, 'node_modules/a': { version: '1.0.0' } } }
  const installed = (version: string) => ({ packages: { 'node_modules/a': { version } } })
  expect(firstMissingPackage(lock, installed('1.0.0'), { withDev: true })).toBeNull()
  expect(firstMissingPackage(lock, installed('1.0.1'), { withDev: true })).toBe('node_modules/a')
  expect(firstMissingPackage(lock, { packages: {} }, { withDev: true })).toBe('node_modules/a')
})

test('requires development packages only for tests, and packages of other systems never', () => {
  const lock = {
    packages: {
      'node_modules/a': { version: '1.0.0', dev: true },
      'node_modules/b': { version: '1.0.0', optional: true },
    },
  }
  expect(firstMissingPackage(lock, { packages: {} }, { withDev: false })).toBeNull()
  expect(firstMissingPackage(lock, { packages: {} }, { withDev: true })).toBe('node_modules/a')
})

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0

test.skipIf(!hasSystemd)('has a systemd unit without errors that systemd finds', () => {
  const unit = readFileSync('docs/deploy/reassess.service', 'utf8')
  // Replaces the usual path of Node by that of this machine.
  const file = path.join(root, 'reassess.service')
  writeFileSync(file, unit.replace('/usr/bin/node', process.execPath))
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' })
  expect([status, stderr]).toEqual([0, ''])
})

test('names a busy port, and how to choose another', async () => {
  const holder = net.createServer()
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve))
  const { port } = holder.address() as net.AddressInfo
  expect((await portProblem(port, '127.0.0.1'))?.message).toBe(
    `Port ${port} is already in use. Choose another one, for example: PORT=3001 npm start`,
  )
  await new Promise((resolve) => holder.close(resolve))
  expect(await portProblem(port, '127.0.0.1')).toBeNull()
})

test('explains an invalid or reserved port', async () => {
  expect((await portProblem('http', '127.0.0.1'))?.message).toContain('not "http"')
  expect(portSentence('EACCES', 80, '127.0.0.1')).toContain('not have permission to use port 80')
})

test('refuses a HOST that is no address before it asks for a URL', async () => {
  await expect(checkAddress({ NODE_ENV: 'test', HOST: '999.1.1.1' })).rejects.toThrow(
    'HOST is "999.1.1.1", which is not an address',
  )
})

test('names the lines of .env that are not settings', () => {
  const file = path.join(root, '.env')
  expect(checkNames(file)).toEqual([])
  writeFileSync(file, '# Ours\nPORT=3000\nTRUSTED_PROXY=127.0.0.1\n')
  expect(checkNames(file)).toMatchObject([{ state: 'warning', found: expect.stringContaining(': TRUSTED_PROXY.') }])
})

const isRoot = process.getuid?.() === 0

test.skipIf(!isRoot)('refuses commands of root beside a server of another account, and names the account', () => {
  const logs = path.join(root, 'logs')
  expect(() => refuseRootOfAnother(root)).not.toThrow()
  mkdirSync(logs)
  expect(() => refuseRootOfAnother(root)).not.toThrow()
  const { uid, name } = parseAccounts(readFileSync('/etc/passwd', 'utf8')).find((account) => account.uid > 0)!
  chownSync(logs, uid, uid)
  expect(() => refuseRootOfAnother(root)).toThrow(`Run the command as that account: sudo -u ${name} npx reassess`)
  expect(() => refuseRootOfAnother(root, uid)).not.toThrow()
  chownSync(logs, 64_321, 64_321)
  expect(() => refuseRootOfAnother(root)).toThrow("sudo -u '#64321'")
})

test('gives commands the address of a server that still runs, whichever stops first', () => {
  const { DATA_DIR, NEXTAUTH_URL } = env
  Object.assign(env, { DATA_DIR: root, NEXTAUTH_URL: undefined })
  const other = processIdentity(process.ppid)!
  recordServerAddress(root, 'http://localhost:3009', '999999999-1')
  recordServerAddress(root, 'http://localhost:3001')
  recordServerAddress(root, 'http://localhost:3002', other)
  expect(serverAddress(root)).toBe('http://localhost:3001')
  forgetServerAddress(root)
  expect(serverAddress(root)).toBe('http://localhost:3002')
  recordServerAddress(root, 'http://localhost:3001')
  forgetServerAddress(root, other)
  expect(serverAddress(root)).toBe('http://localhost:3001')
  expect(readFileSync(path.join(root, 'address'), 'utf8')).not.toContain('3009')
  Object.assign(env, { DATA_DIR, NEXTAUTH_URL })
})

test('warns of settings that have no effect or let visitors choose their address', async () => {
  const none = { OIDC_CLIENT_ID: undefined, OIDC_ISSUER: undefined, BACKUP_TO: undefined, S3_ACCESS_KEY_ID: undefined }
  expect(checkCompanions({ ...none, BACKUP_TO: '/backups' })).toEqual([])
  const found = checkCompanions({ ...none, OIDC_CLIENT_ID: 'reassess', BACKUP_TO: 's3://b/x' })
  expect(found.map(({ what, state }) => [what, state])).toEqual([
    ['Single sign-on', 'warning'],
    ['Backups', 'warning'],
  ])
  expect(verdict(found)).toBe('No errors, 2 warnings.')
  const everyone = checkProxies({ NEXTAUTH_URL: undefined, TRUSTED_PROXIES: ['0.0.0.0/0'], HOST: '127.0.0.1' })
  expect(everyone.state).toBe('warning')
  const address = await checkHost({ HOST: '999.1.1.1' })
  expect(verdict([...found, address])).toBe('1 of 3 checks failed.')
})

test('warns of automatic backups of which the newest is older than two intervals', () => {
  const hoursOld = (hours: number) =>
    checkBackups({ BACKUP_TO: '/backups', BACKUP_EVERY_HOURS: 24 }, new Date(0), new Date(hours * 3_600_000))
  expect(hoursOld(47.9)).toMatchObject({ state: 'ok', found: 'The newest in /backups is 47 hours old.' })
  expect(hoursOld(48)).toMatchObject({ state: 'warning', fix: expect.stringContaining('logs/worker.log') })
})

test.each([
  [
    Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', syscall: 'write' }),
    /the disk is full\. Free some space/,
    null,
  ],
  [new AppError('conflict', 'The bucket answered. Check it.'), /^The bucket answered\. Check it\.$/, null],
  [new Error('EIO: i/o error'), /EIO/, 'Check the bucket or the disk.'],
])('says what to do about image files: %s', async (error, found, fix) => {
  const store = { put: () => Promise.reject(error) } as unknown as ObjectStore
  const expected = { state: 'error', found: expect.stringMatching(found), fix }
  expect(await checkStorage(store, '/data/images')).toMatchObject(expected)
})

test.each([
  [{ differences: [] }, 'ok', 'All match prisma/functions.'],
  [{ differences: ['One differs.'] }, 'error', 'One differs.'],
  [{ differences: [], skipped: 'there is no room' }, 'ok', 'Not compared, because there is no room.'],
  [{ differences: [], failure: 'no room.' }, 'error', 'They could not be compared with prisma/functions: no room.'],
] as const)('reports SQL functions beside the other checks of the database: %j', (functions, state, found) => {
  const database = { version: '17.1', isTooOld: false, clockAheadMs: 0, workers: 1, waitingSeconds: null }
  const migrations = { missing: [], problem: null }
  const checks = databaseChecks('x', {
    ...database,
    migrations,
    imageHashes: [],
    newestFactor: null,
    isOwnerMissing: true,
    functions: { ...functions, differences: [...functions.differences] },
  })
  expect(checks.map(({ what }) => what)).toEqual([
    'Database',
    'Clock',
    'Migrations',
    'SQL functions',
    'Worker',
    'Owner',
  ])
  expect(checks[3]).toMatchObject({ state, found })
})

const vitestReport = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0, testResults: [] }

test('sums all runners in the last line', () => {
  const report = { stats: { expected: 2, unexpected: 0, flaky: 1, skipped: 0 }, errors: [], suites: [] }
  const counts = [checkCount(true), vitestCount(vitestReport, true), playwrightCount(report, false)]
  expect(summaryLine(counts)).toBe('6 passed, 1 failed, 1 skipped')
})

test('counts a runner that fails outside its tests as a failure', () => {
  expect(vitestCount(vitestReport, false).failed).toBe(1)
})

test('names each failure with its errors, also a file that cannot be loaded', () => {
  const testResults = [
    {
      name: 'a.test.ts',
      message: '',
      assertionResults: [
        { status: 'passed', fullName: 'adds', failureMessages: [] },
        { status: 'failed', fullName: 'divides', failureMessages: ['expected 1'] },
      ],
    },
    { name: 'b.test.ts', message: 'no such module', assertionResults: [] },
  ]
  expect(vitestCount({ ...vitestReport, testResults }, false).failures).toEqual([
    'a.test.ts: divides\nexpected 1',
    'b.test.ts\nno such module',
  ])

  const spec = (title: string, status: string) => ({
    title,
    file: 'c.spec.ts',
    line: 7,
    tests: [{ projectName: 'demo', status, results: [{ errors: [{ message: 'timeout' }] }] }],
  })
  const suites = [{ specs: [spec('a', 'expected')], suites: [{ specs: [spec('b', 'flaky')] }] }]
  const report = { stats: { expected: 1, unexpected: 0, flaky: 1, skipped: 0 }, errors: [], suites }
  expect(playwrightCount(report, false).failures).toEqual(['c.spec.ts:7: b (demo)\ntimeout'])
})
