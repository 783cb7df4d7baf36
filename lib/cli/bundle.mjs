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
  'lib/services/data/onnx/onnx-program.mjs',
]

/** The command line is split into chunks, so that each command loads only what it imports. */
const commandLine = 'lib/cli/main.ts'

/** Inlined into pages. */
const browserScripts = ['lib/client/early-input-script.ts', 'lib/client/rating/early-answers-script.ts']

/** Lists programs that run outside the web server, and worker threads, each of which must be a separate file. */
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
    entryNames: '[name]',
    outdir: 'dist',
    bundle: true,
    platform: 'browser',
    // Newer targets than Next's own would exclude raters whose browsers can run everything else.
    target: ['chrome111', 'edge111', 'firefox111', 'safari16.4'],
    format: 'iife',
    minify: true,
    write: false,
    logLevel: 'warning',
  })

/** Writes dist/NAME.mjs for each entry, atomically, so that a running program never reads a partial file. */
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
  // The chunks of the command line are written before main.mjs, which imports them.
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

/** Chunks that the last build did not write. A running command may still need those of the last build. */
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
