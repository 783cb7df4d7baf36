import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { readSecretFiles } from '../secret-files.mjs'
import { generateIcons } from './generate/icons.mjs'
import { installReason } from './installed-packages.mjs'
import { linkCommand } from './link-command.mjs'
import { showStep } from './progress-steps.mjs'
import { isStale, makeIfStale } from './source-stamp.mjs'
import { Problem } from './start-problem.mjs'
import { isWritable } from './writable-copy.mjs'

export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

const always = ['package.json', 'package-lock.json', 'tsconfig.json', 'prisma/schema.prisma']
const bundleSources = [...always, 'lib']
// Changes of layers that only the worker, benchmarks or the command line use trigger no build.
const notInPages = ['bench', 'cli', 'jobs']
const webSources = [
  ...always,
  'app',
  'components',
  'public',
  'next.config.mjs',
  'instrumentation.ts',
  'postcss.config.mjs',
  ...readdirSync(path.join(projectRoot, 'lib'))
    .filter((name) => !notInPages.includes(name))
    .map((name) => `lib/${name}`),
]

/** Loads .env, as Next does, and secrets from files that settings name. Existing variables take precedence. */
export function loadSettings() {
  const file = path.join(projectRoot, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
  readSecretFiles(process.env)
}

/** Runs a program in the project without output; if it fails, prints its output and throws a Problem. */
async function runQuietly(name, command, args, env = {}) {
  const child = spawn(command, args, {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32' && command === 'npm',
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', CHECKPOINT_DISABLE: '1', ...env },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  const status = await new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code, signal) => resolve(code ?? signal))
  })
  if (status === 0) return output
  process.stderr.write(`\n${output.trimEnd()}\n`)
  throw new Problem(`${name} failed (${status}). See its output above.`)
}

export const runNode = (args, env) =>
  runQuietly(args.map((arg) => path.basename(arg)).join(' '), process.execPath, args, env)

/** Installs packages of package-lock.json if any is missing; development packages if requested or installed. */
export async function installPackages({ withDev = false } = {}) {
  const reason = installReason(projectRoot, { withDev })
  if (!reason) return
  const npm = process.env.npm_execpath
  const [command, first] = npm ? [process.execPath, [npm]] : ['npm', []]
  const keepsDev = withDev || existsSync(path.join(projectRoot, 'node_modules/vitest'))
  const args = [...first, 'ci', '--no-audit', '--no-fund', keepsDev ? '--include=dev' : '--omit=dev']
  await showStep(`Installing packages (${reason})`, () => runQuietly('npm ci', command, args, npmCache()))
}

/** npm fails if it cannot write its cache, for instance for a user without a home folder. */
function npmCache() {
  if (process.env.npm_config_cache && isWritable(process.env.npm_config_cache)) return {}
  if (!process.env.npm_config_cache && isWritable(path.join(os.homedir(), '.npm'))) return {}
  return { npm_config_cache: mkdtempSync(path.join(os.tmpdir(), 'reassess-npm-')) }
}

/**
 * Generates the database client. Its JavaScript is committed, so that a start does not need Prisma's command-line tool;
 * types, and the JavaScript after a schema change, are generated if that tool is installed.
 */
export async function generateClient() {
  const prisma = 'node_modules/prisma-cli/build/index.js'
  if (!existsSync(path.join(projectRoot, prisma))) return
  await makeIfStale({
    root: projectRoot,
    entries: always,
    stampFile: 'lib/db/generated/types/.stamp',
    make: async () => {
      await runNode([prisma, 'generate'])
      await (await import('./database-client.mjs')).renewDatabaseClient(projectRoot)
    },
  })
}

export const generateIconFile = () =>
  makeIfStale({
    root: projectRoot,
    entries: ['package-lock.json', 'components/ui/icon-list.json', 'components/ui/icon.tsx'],
    stampFile: 'components/ui/generated/.stamp',
    make: () => generateIcons(projectRoot),
  })

const bundles = { root: projectRoot, entries: bundleSources, stampFile: 'dist/.stamp' }
const pages = { root: projectRoot, entries: webSources, stampFile: '.next/.stamp' }

async function buildPages(refusesWarnings) {
  const output = await showStep('Building the pages (once, and after each change)', () =>
    runNode(['node_modules/next/dist/bin/next', 'build']),
  )
  if (refusesWarnings && output.includes('Turbopack build encountered')) {
    process.stderr.write(`\n${output.trimEnd()}\n`)
    throw new Problem('The pages were built with warnings. See the output above.')
  }
  const { compressScripts } = await import('./compress-scripts.mjs')
  await compressScripts(projectRoot)
}

export const bundlePrograms = () =>
  makeIfStale({ ...bundles, make: async () => (await import('./bundle.mjs')).bundle(projectRoot) })

export const isPrepared = ({ web = false } = {}) =>
  !installReason(projectRoot) && !isStale(bundles) && !(web && isStale(pages))

/**
 * Installs, generates and builds whatever is missing or outdated. `refusesWarnings` fails a build with warnings, for
 * example about a path expression that makes it read all files of the project.
 */
export async function prepare({ web = false, withDev = false, refusesWarnings = false } = {}) {
  await installPackages({ withDev })
  linkCommand(projectRoot)
  await generateClient()
  await generateIconFile()
  await Promise.all([bundlePrograms(), web && makeIfStale({ ...pages, make: () => buildPages(refusesWarnings) })])
}

export async function runBundle(name) {
  const file = path.join(projectRoot, 'dist', `${name}.mjs`)
  if (!existsSync(file))
    throw new Problem(`dist/${name}.mjs is missing: this copy of Reassess is incomplete. Download it again.`)
  process.setSourceMapsEnabled(true)
  return import(pathToFileURL(file).href)
}
