import { spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'

/**
 * Starts a Node program that ends with this process: `settings` are added to the environment. One that is `detached`
 * outlives it, and Ctrl-C, and hears of our end by its IPC channel. Of one that is `logOnly`, only log lines are shown:
 * the web server's own greeting would name addresses beside the one link that start prints.
 */
export function startNode(projectRoot, args, settings = {}, { detached = false, logOnly = false } = {}) {
  const bond = detached ? [] : ['--import', pathToFileURL(path.join(projectRoot, 'lib/cli/die-with-parent.mjs')).href]
  const child = spawn(process.execPath, ['--enable-source-maps', ...bond, ...args], {
    cwd: projectRoot,
    env: { ...process.env, ...settings },
    stdio: detached
      ? ['ignore', 'ignore', 'ignore', 'ipc']
      : ['ignore', logOnly ? 'pipe' : 'inherit', 'inherit', 'ipc'],
    detached,
  })
  if (child.stdout)
    createInterface({ input: child.stdout }).on(
      'line',
      (line) => line.startsWith('{') && process.stdout.write(`${line}\n`),
    )
  return child
}
