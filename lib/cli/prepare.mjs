import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { installReason } from './installed-packages.mjs'
import { linkCommand } from './link-command.mjs'
import { makeWhenStale } from './source-stamp.mjs'
import { Problem } from './start-problem.mjs'

export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

const always = ['package.json', 'package-lock.json', 'tsconfig.json', 'prisma/schema.prisma']
const bundleSources = [...always, 'lib']
// The web server takes nothing from these two rooms, so that work on them does not cost a build.
const webSources = [
  ...always,
  'app',
  'components',
  'public',
  'next.config.mjs',
  'postcss.config.mjs',
  'lib/env.ts',
  'lib/errors.ts',
]
const webRooms = [
  'domain',
  'numeric',
  'aggregation',
  'agreement',
  'proposals',
  'evaluation',
  'formats',
  'contracts',
  'db',
]
const webServerRooms = ['services', 'storage', 'auth', 'http', 'client', 'wording']

/** What a start says goes to stderr, so that stdout belongs to the command alone. */
const say = (line) => process.stderr.write(`${line}\n`)

/** Settings from .env, as Next reads them, for the processes that are not Next's. What is set already stays. */
export function loadSettings() {
  const file = path.join(projectRoot, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
}

/** Runs a Node program of the project or throws a Problem; `quiet` shows its output only when it fails. */
export function runNode(args, { quiet = false, env = {} } = {}) {
  const result = spawnSync(process.execPath, args, {
    cwd: projectRoot,
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 2, 2],
    encoding: 'utf8',
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', CHECKPOINT_DISABLE: '1', ...env },
  })
  if (result.status === 0) return
  if (quiet) say(`${result.stdout}${result.stderr}`)
  throw new Problem(`${args.map((arg) => path.basename(arg)).join(' ')} failed; its output is above.`)
}

/** Installs packages when some that package-lock.json names are missing. */
export function installPackages({ withDev = false } = {}) {
  const reason = installReason(projectRoot, { withDev })
  if (!reason) return
  say(`Installing packages, because ${reason}.`)
  const npm = process.env.npm_execpath
  const [command, first] = npm ? [process.execPath, [npm]] : ['npm', []]
  const result = spawnSync(command, [...first, 'ci', '--no-audit', '--no-fund'], {
    cwd: projectRoot,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32' && !npm,
  })
  if (result.status !== 0) throw new Problem('npm ci failed; its output is above.')
}

/**
 * The database client. Its JavaScript is committed, so that a start needs no Prisma command-line tool; types, and the
 * JavaScript after a change of the schema, are generated where that tool is installed.
 */
export async function generateClient() {
  const prisma = 'node_modules/prisma-cli/build/index.js'
  if (!existsSync(path.join(projectRoot, prisma))) return
  await makeWhenStale({
    root: projectRoot,
    entries: always,
    stampFile: 'lib/db/generated/types/.stamp',
    make: async () => {
      runNode([prisma, 'generate'], { quiet: true })
      await (await import('./database-client.mjs')).renewDatabaseClient(projectRoot)
    },
  })
}

const bundlesWhenStale = () =>
  makeWhenStale({
    root: projectRoot,
    entries: bundleSources,
    stampFile: 'dist/.stamp',
    make: async () => (await import('./bundle.mjs')).bundle(projectRoot),
  })

const webWhenStale = () =>
  makeWhenStale({
    root: projectRoot,
    entries: [...webSources, ...[...webRooms, ...webServerRooms].map((room) => `lib/${room}`)],
    stampFile: '.next/.stamp',
    make: async () => {
      say('Building the web pages. This happens once, and again after a change.')
      runNode(['node_modules/next/dist/bin/next', 'build'], { quiet: true })
      const { compressScripts } = await import('./compress-scripts.mjs')
      compressScripts(projectRoot)
    },
  })

/** Installs, generates and builds whatever is missing or older than its source. */
export async function prepare({ web = false, withDev = false } = {}) {
  installPackages({ withDev })
  linkCommand(projectRoot)
  await generateClient()
  await bundlesWhenStale()
  if (web) await webWhenStale()
}

/** Runs one of the bundles in this process. */
export async function runBundle(name) {
  const file = path.join(projectRoot, 'dist', `${name}.mjs`)
  if (!existsSync(file)) throw new Problem(`dist/${name}.mjs is missing: this copy of Reassess is incomplete.`)
  process.setSourceMapsEnabled(true)
  return import(pathToFileURL(file).href)
}
