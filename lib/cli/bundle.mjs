import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'

const programs = [
  'lib/cli/start-server.ts',
  'lib/cli/web/web-server.ts',
  'lib/cli/main.ts',
  'lib/cli/stop-database.ts',
  'lib/cli/check-migrations.ts',
  'lib/cli/generate-imagenet.ts',
  'lib/jobs/worker.ts',
  'lib/storage/picture-decoder.mjs',
]

/** What stands in a page as it is. */
const browserScripts = ['lib/client/rating/early-answers-script.ts']

/** The programs that run outside the web server, and every worker thread, which must be a file of its own. */
export function bundleEntries(root) {
  const jobs = path.join(root, 'lib/jobs')
  const threads = existsSync(jobs) ? readdirSync(jobs).filter((name) => name.endsWith('-thread.ts')) : []
  return [...programs, ...threads.map((name) => `lib/jobs/${name}`)].filter((file) => existsSync(path.join(root, file)))
}

/** Writes dist/NAME.mjs for each; whole files take the place of old ones, so that a running program never reads half. */
export async function bundle(root) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: bundleEntries(root),
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
  })
  const browser = await build({
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
  mkdirSync(path.join(root, 'dist'), { recursive: true })
  for (const { path: file, contents } of [...outputFiles, ...browser.outputFiles]) {
    writeFileSync(`${file}.${process.pid}`, contents)
    renameSync(`${file}.${process.pid}`, file)
  }
}
