import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'

const programs = [
  'lib/cli/start-server.ts',
  'lib/cli/web/web-server.ts',
  'lib/cli/stop-database.ts',
  'lib/cli/check-migrations.ts',
  'lib/cli/generate-imagenet.ts',
  'lib/jobs/worker.ts',
  'lib/storage/picture-decoder.mjs',
]

/** The command line is split: what a command imports when it runs is a file of its own, which others need not load. */
const commandLine = 'lib/cli/main.ts'

/** What stands in a page as it is. */
const browserScripts = ['lib/client/rating/early-answers-script.ts']

/** The programs that run outside the web server, and every worker thread, which must be a file of its own. */
export function bundleEntries(root) {
  const jobs = path.join(root, 'lib/jobs')
  const threads = existsSync(jobs) ? readdirSync(jobs).filter((name) => name.endsWith('-thread.ts')) : []
  return [...programs, commandLine, ...threads.map((name) => `lib/jobs/${name}`)].filter((file) =>
    existsSync(path.join(root, file)),
  )
}

const buildPrograms = (root, entryPoints, settings) =>
  build({
    absWorkingDir: root,
    entryPoints,
    entryNames: '[name]',
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    sourcemap: true,
    write: false,
    logLevel: 'warning',
    ...settings,
  })

const buildBrowserScripts = (root) =>
  build({
    absWorkingDir: root,
    entryPoints: browserScripts,
    outdir: 'dist',
    bundle: true,
    platform: 'browser',
    // Newer than what Next itself asks of browsers would leave out raters who can use the rest.
    target: ['chrome111', 'edge111', 'firefox111', 'safari16.4'],
    format: 'iife',
    minify: true,
    write: false,
    logLevel: 'warning',
  })

/** Writes dist/NAME.mjs for each; whole files take the place of old ones, so that a running program never reads half. */
export async function bundle(root) {
  const entries = bundleEntries(root)
  const whole = await buildPrograms(
    root,
    entries.filter((entry) => entry !== commandLine),
    {},
  )
  const split = entries.includes(commandLine)
    ? await buildPrograms(root, [commandLine], { splitting: true, chunkNames: 'main-[hash]' })
    : { outputFiles: [] }
  const browser = await buildBrowserScripts(root)
  const dist = path.join(root, 'dist')
  mkdirSync(dist, { recursive: true })
  // The parts of the command line come before main.mjs, which names them.
  const isPart = (file) => path.basename(file).startsWith('main-')
  const files = [...whole.outputFiles, ...split.outputFiles, ...browser.outputFiles]
  const written = files.toSorted((one, other) => Number(isPart(other.path)) - Number(isPart(one.path)))
  const outdated = partsBeforeLastBuild(dist).filter((file) => !written.some((one) => one.path === file))
  for (const { path: file, contents } of written) {
    writeFileSync(`${file}.${process.pid}`, contents)
    renameSync(`${file}.${process.pid}`, file)
  }
  for (const file of outdated) rmSync(file, { force: true })
}

/** Parts that the last build has not written: a command that still runs may need those of the last one. */
function partsBeforeLastBuild(dist) {
  const main = path.join(dist, 'main.mjs')
  if (!existsSync(main)) return []
  // A build writes its files within seconds.
  const lastBuild = statSync(main).mtimeMs - 60_000
  return readdirSync(dist)
    .filter((name) => name.startsWith('main-'))
    .map((name) => path.join(dist, name))
    .filter((file) => (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) < lastBuild)
}
