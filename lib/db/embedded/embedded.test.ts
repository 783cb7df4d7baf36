import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startEmbeddedPostgres, stopServerIfUnused, withFreeSpace } from '../embedded-postgres'
import { isTemporaryFolder } from './database-folder.mjs'
import { clusterName, orphanedProcesses, parseProcessList } from './orphaned-backends'
import { processIdentity, startTimeOf } from './process-identity'
import { foldersInPath, parseAccounts } from './server-account.mjs'
import { parsePidFile } from './server-tools'
import { addServerUser, removeServerUser, withStartLock } from './start-lock'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'reassess-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('recognizes folders that the system may empty, but not those with a similar name', () => {
  expect(isTemporaryFolder('/tmp/reassess')).toBe(true)
  expect(isTemporaryFolder('/var/tmp')).toBe(true)
  expect(isTemporaryFolder('/tmpfiles/reassess')).toBe(false)
})

test('finds no server in a pid file that is still being written', () => {
  expect(parsePidFile('123\n/data\n1700000000\n')).toBeNull()
  expect(parsePidFile('123\n/data\n1700000000\n5499\n\n127.0.0.1\n 1 2\nstarting\n')).toEqual({
    pid: 123,
    port: 5499,
    isReady: false,
  })
})

test('does not count a zombie as a process, and parses a command with brackets', () => {
  const rest = Array.from({ length: 18 }, (_, index) => index).join(' ')
  expect(startTimeOf(`7 (a) b) S ${rest} 4242 0`, 7)).toBe('7-4242')
  expect(startTimeOf(`7 (postgres) Z ${rest} 4242 0`, 7)).toBeNull()
  expect(processIdentity(process.pid)).not.toBeNull()
})

test('finds backends whose parent is not the server they are named after', () => {
  const processes = parseProcessList(`
      1     0 /sbin/init
     40     1 /usr/bin/postgres -D /data -p 5499
     41    40 postgres: reassess-a: checkpointer
     51     1 postgres: reassess-a: postgres reassess 127.0.0.1(4000) SELECT
     52     1 postgres: reassess-b: postgres reassess 127.0.0.1(4001) SELECT
     53     1 less postgres: reassess-a: notes`)
  expect(orphanedProcesses(processes, 'reassess-a', (pid) => pid === 40)).toEqual([51])
  expect(orphanedProcesses(processes, 'reassess-a', () => false)).toEqual([41, 51])
})

test('parses accounts, and lists all folders of a path', () => {
  expect(parseAccounts('nobody:x:65534:65533:n:/:/bin/false\n')).toEqual([{ name: 'nobody', uid: 65534, gid: 65533 }])
  expect(foldersInPath('/a/b')).toEqual(['/', '/a', '/a/b'])
})

test.each([
  ['', symlinkSync],
  [' in a file of an earlier version', (holder: string, file: string) => writeFileSync(file, holder)],
])("never runs work under the lock concurrently, and takes over a dead holder's lock%s", async (_, write) => {
  write('999999999-1', path.join(folder, 'start.lock'))
  let inside = 0
  const work = () =>
    withStartLock(folder, async () => {
      expect(++inside).toBe(1)
      await new Promise((resolve) => setTimeout(resolve, 20))
      inside--
    })
  await Promise.all([work(), work(), work()])
})

test.each(['base', 'global/pg_control'])('refuses a database without PG_VERSION that still has %s', async (part) => {
  mkdirSync(path.join(folder, 'data', part), { recursive: true })
  writeFileSync(path.join(folder, 'password'), 'secret')
  const start = startEmbeddedPostgres({ projectRoot: process.cwd(), folder, binFolder: '/nowhere' })
  await expect(start).rejects.toThrow(/has lost its file PG_VERSION, .* restore a backup/)
  expect(readFileSync(path.join(folder, 'password'), 'utf8')).toBe('secret')
  expect(existsSync(path.join(folder, 'data', part))).toBe(true)
})

test.skipIf(!existsSync('/dev/full'))('says that the disk is full, and leaves no lock', async () => {
  symlinkSync('/dev/full', path.join(folder, 'password'))
  const start = startEmbeddedPostgres({ projectRoot: process.cwd(), folder, binFolder: '/nowhere' })
  await expect(start).rejects.toThrow('could not be opened: the disk is full. Free some space.')
  expect(readdirSync(folder)).not.toContain('start.lock')
})

test('says how much space is free when a start fails where little is left', () => {
  const failure = new Error('Connection terminated unexpectedly')
  expect(withFreeSpace(folder, failure, 0)).toBe(failure)
  expect(withFreeSpace(folder, failure, Number.POSITIVE_INFINITY)).toMatchObject({
    message: expect.stringMatching(
      /^Connection terminated unexpectedly\. Only \d+ MB are free in .*\. Free some space and start again\.$/,
    ),
  })
})

test.skipIf(process.platform === 'win32')('says why a database could not be created', async () => {
  const binFolder = path.join(folder, 'bin')
  mkdirSync(binFolder)
  const output = 'initdb: error: could not write file: No space left on device\ninitdb: removing data directory'
  writeFileSync(path.join(binFolder, 'initdb'), `#!/bin/sh\necho '${output}' >&2\nexit 1\n`, { mode: 0o755 })
  chmodSync(folder, 0o711)
  const start = startEmbeddedPostgres({
    projectRoot: process.cwd(),
    folder: path.join(folder, 'own/postgres'),
    binFolder,
  })
  await expect(start).rejects.toThrow('initdb: error: could not write file: No space left on device')
})

test('reports a server as unused only after its last living user has left', () => {
  const own = addServerUser(folder)
  writeFileSync(path.join(folder, 'users', '999999999-1'), '')
  expect(removeServerUser(folder, 'somebody-else')).toBe(false)
  expect(removeServerUser(folder, own)).toBe(true)
})

test.skipIf(process.platform !== 'linux')('stops a server that ignores a fast stop', async () => {
  // PostgreSQL runs as another account if this is root.
  chmodSync(folder, 0o711)
  const own = path.join(folder, 'data-folder', 'postgres')
  const server = await startEmbeddedPostgres({ projectRoot: process.cwd(), folder: own, isDurable: false })
  // A fast stop waits for the checkpoint.
  const checkpointer = parseProcessList(execFileSync('ps', ['-eo', 'pid,ppid,args'], { encoding: 'utf8' })).find(
    ({ command }) => command.startsWith(`postgres: ${clusterName(path.join(own, 'data'))}: checkpointer`),
  )
  process.kill(checkpointer!.pid, 'SIGSTOP')
  await stopServerIfUnused(server.location, server.userId, 1)
  expect(server.isRunning()).toBe(false)
})
