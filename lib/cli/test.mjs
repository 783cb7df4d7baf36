// `npm test`: every gate, one after the other, also when an earlier one failed. `--fast` is `npm run verify`.
import './node-version.mjs'
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'

const { prepare, projectRoot } = await import('./prepare.mjs')
const { checkDatabaseAndSpace } = await import('./preflight.mjs')
const { runInWritableCopy } = await import('./writable-copy.mjs')
const { endWith } = await import('./start-problem.mjs')
const { checkCount, playwrightCount, summaryLine, vitestCount } = await import('./test-count.mjs')

const isFast = process.argv.includes('--fast')
const isCi = process.env.REASSESS_CI === '1' || ['1', 'true'].includes(process.env.CI ?? '')
const reports = path.join(projectRoot, 'test-results/reports')
const counts = []

let running = null
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    running?.kill(signal)
    process.exit(1)
  })

const run = (args, env = {}) =>
  new Promise((resolve) => {
    const settings = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env }
    running = spawn(process.execPath, args, { cwd: projectRoot, stdio: 'inherit', env: settings })
    running.once('exit', (status) => resolve(status === 0))
  })

async function step(name, work) {
  console.log(`\n── ${name}`)
  const start = Date.now()
  const count = await work()
  counts.push(count)
  console.log(`── ${name}: ${summaryLine([count])} in ${((Date.now() - start) / 1000).toFixed(1)} s`)
  return count.failed === 0
}

const check = (name, args, env) => step(name, async () => checkCount(await run(args, env)))

function skip(name, why) {
  console.log(`\n── ${name}: skipped, because ${why}`)
  counts.push(isCi ? { passed: 0, failed: 1, skipped: 0 } : { passed: 0, failed: 0, skipped: 1 })
}

const readReport = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null)

function vitest(name, project, env) {
  const file = path.join(reports, `${name.replaceAll(/\W+/g, '-')}.json`)
  return step(name, async () => {
    const isSuccess = await run(
      [
        ...['node_modules/vitest/vitest.mjs', 'run', '--project', project],
        ...['--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
      ],
      env,
    )
    const report = readReport(file)
    return report ? vitestCount(report, isSuccess) : checkCount(false)
  })
}

/** The programs of the newest PostgreSQL that Debian's packages have installed. */
function debianBinaries() {
  const home = '/usr/lib/postgresql'
  const versions = existsSync(home) ? readdirSync(home).filter((name) => Number(name) >= 15) : []
  const folders = versions.sort((a, b) => Number(b) - Number(a)).map((version) => path.join(home, version, 'bin'))
  return folders.find((folder) => existsSync(path.join(folder, 'initdb')))
}

function playwright() {
  const file = path.join(reports, 'playwright.json')
  return step('journeys in a browser', async () => {
    if (!(await run(['e2e/ensure-browser.mjs']))) return checkCount(false)
    const isSuccess = await run(['node_modules/playwright/cli.js', 'test', '--reporter=list,json'], {
      PLAYWRIGHT_JSON_OUTPUT_NAME: file,
      PLAYWRIGHT_JSON_OUTPUT_FILE: file,
    })
    const report = readReport(file)
    return report ? playwrightCount(report, isSuccess) : checkCount(false)
  })
}

const hasJourneys = () =>
  existsSync(path.join(projectRoot, 'e2e')) &&
  readdirSync(path.join(projectRoot, 'e2e'), { recursive: true }).some((name) => /\.spec\.ts$/.test(name))

async function gates() {
  // The tests bring their own database: a DATABASE_URL of this shell is somebody's data.
  const env = { ...process.env, DATABASE_URL: '', DIRECT_DATABASE_URL: '', DB_DURABLE: '0' }
  const dataFolder = await checkDatabaseAndSpace(projectRoot, env)
  if (await runInWritableCopy(projectRoot, 'test.mjs', dataFolder)) return
  rmSync(reports, { recursive: true, force: true })
  mkdirSync(reports, { recursive: true })
  await prepare({ withDev: true })
  await check('lint', ['lib/cli/lint.mjs'])
  await step('types', async () => {
    const hasRoutes = await run(['node_modules/next/dist/bin/next', 'typegen'])
    return checkCount(hasRoutes && (await run(['node_modules/typescript/bin/tsc', '--noEmit'])))
  })
  await vitest('unit tests', 'unit')
  // Both runs bring their own server: a DATABASE_URL of this shell is somebody's data.
  const own = { DATABASE_URL: '', DIRECT_DATABASE_URL: '', TEST_POSTGRES_BIN: '' }
  await vitest('database tests on the embedded PostgreSQL', 'database', own)
  if (!isFast) {
    const binaries = debianBinaries()
    const name = `database tests on Debian's PostgreSQL`
    if (binaries) await vitest(name, 'database', { ...own, TEST_DATABASE_URL: '', TEST_POSTGRES_BIN: binaries })
    else skip(name, 'no PostgreSQL 15 or newer lies under /usr/lib/postgresql (apt-get install postgresql)')
  }
  const isBuilt = await check('build', ['lib/cli/build.mjs'])
  if (isFast) return
  await check('migrations make the schema', ['lib/cli/migrations.mjs', 'check'], own)
  if (!isBuilt) skip('journeys in a browser', 'the build failed')
  else if (!hasJourneys()) skip('journeys in a browser', 'e2e has no specifications')
  else await playwright()
}

await gates().catch(endWith)
console.log(`\n${summaryLine(counts)}`)
process.exit(counts.some((count) => count.failed > 0) ? 1 : 0)
