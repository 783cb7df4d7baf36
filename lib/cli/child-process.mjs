import { spawn } from 'node:child_process'
import { closeSync, copyFileSync, mkdirSync, openSync, rmSync, statSync, truncateSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const maxLogBytes = 20_000_000

/**
 * Starts a Node program that exits with this process, with `settings` added to its environment. A `detached` one
 * survives it and Ctrl-C, and learns of our exit from its IPC channel. Standard output is appended to `logFile`,
 * standard error too with `logsErrors`.
 */
export function startNode(projectRoot, args, settings = {}, { detached = false, logFile, logsErrors = false } = {}) {
  const bond = detached ? [] : ['--import', pathToFileURL(path.join(projectRoot, 'lib/cli/die-with-parent.mjs')).href]
  const log = logFile ? openLog(logFile) : 'inherit'
  const child = spawn(process.execPath, ['--enable-source-maps', ...bond, ...args], {
    cwd: projectRoot,
    env: { ...process.env, ...settings },
    stdio: detached ? ['ignore', 'ignore', 'ignore', 'ipc'] : ['ignore', log, logsErrors ? log : 'inherit', 'ipc'],
    detached,
  })
  if (typeof log === 'number') closeSync(log)
  return child
}

function openLog(file) {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  return openSync(file, 'a', 0o640)
}

/**
 * Copies a large log to NAME.1, replacing an older one, and empties it, while its program continues to append to it.
 * Without room for the copy it is emptied all the same.
 */
export function rotateLog(file, maxBytes = maxLogBytes) {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) <= maxBytes) return
  try {
    copyFileSync(file, `${file}.1`)
  } catch {
    rmSync(`${file}.1`, { force: true })
  }
  truncateSync(file)
}
