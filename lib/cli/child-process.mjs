import { spawn } from 'node:child_process'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * Starts a Node program that ends with this process: `settings` are added to the environment. One that is `detached`
 * outlives it, and Ctrl-C, and hears of our end by its IPC channel.
 */
export function startNode(projectRoot, args, settings = {}, { detached = false } = {}) {
  const bond = detached ? [] : ['--import', pathToFileURL(path.join(projectRoot, 'lib/cli/die-with-parent.mjs')).href]
  return spawn(process.execPath, ['--enable-source-maps', ...bond, ...args], {
    cwd: projectRoot,
    env: { ...process.env, ...settings },
    stdio: detached ? ['ignore', 'ignore', 'ignore', 'ipc'] : ['ignore', 'inherit', 'inherit', 'ipc'],
    detached,
  })
}
