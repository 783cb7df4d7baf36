// `npm test`: runs every check, even if an earlier one failed. `--fast` is `npm run verify`: without the slowest
// checks, and only with database tests of what changed.
import './node-version.mjs'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'

const { prepare, projectRoot } = await import('./prepare.mjs')
const { checkDatabaseAndSpace } = await import('./preflight.mjs')
const { runInWritableCopy } = await import('./writable-copy.mjs')
const { debianPostgres } = await import('../db/embedded/debian-programs.mjs')
const { exitWithProblem } = await import('./start-problem.mjs')
const { findAdvisories } = await import('./installed-packages.mjs')
const { checkCount, playwrightCount, vitestCount } = await import('./test-count.mjs')
const { check, report, skip, stepsIn } = await import('./test-steps.mjs')

/** Also run on Debian's older PostgreSQL: database code, and the path of an answer. */
const onDebian = ['lib/db/', 'lib/services/rating/']

const isFast = process.argv.includes('--fast')
const isCi = process.env.REASSESS_CI === '1' || ['1', 'true'].includes(process.env.CI ?? '')
const reports = path.join(projectRoot, 'test-results/reports')
/** Sources compiled by Vitest, shared by the successive Vitest runs of this script. */
const compiled = path.join(projectRoot, 'test-results/compiled')
const sharesCompiled = ['--experimental.fsModuleCache', `--experimental.fsModuleCachePath=${compiled}`]
const step = stepsIn(projectRoot)

// Tests start their own server: a DATABASE_URL of this shell may hold real data.
const ownServer = { DATABASE_URL: '', DIRECT_DATABASE_URL: '', TEST_POSTGRES_BIN: '' }

const readReport = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null)

function vitest(name, args, env) {
  const file = path.join(reports, `${name.replaceAll(/\W+/g, '-')}.json`)
  return step(name, async (run) => {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
    const isSuccess = await run(
      ['node_modules/vitest/vitest.mjs', 'run', ...args, ...sharesCompiled, ...reporters],
      env,
    )
    const report = readReport(file)
    return report ? vitestCount(report, isSuccess) : checkCount(false)
  })
}

const types = async (run) =>
  checkCount(
    (await run(['node_modules/next/dist/bin/next', 'typegen'])) &&
      (await run(['node_modules/typescript-7/bin/tsc', '--noEmit'])),
  )

function debianTests() {
  const binaries = debianPostgres()
  const name = "database tests on Debian's PostgreSQL"
  if (!binaries)
    return skip(name, 'there is no PostgreSQL 15 or newer in /usr/lib/postgresql (apt-get install postgresql)', isCi)
  const env = { ...ownServer, TEST_DATABASE_URL: '', TEST_POSTGRES_BIN: binaries, TEST_PROOFS: '0' }
  return vitest(name, ['--project', 'database', ...onDebian], env)
}

/** Fails if a package has a known grave vulnerability; skipped with a reason if the registry does not answer. */
async function advisories() {
  const name = 'known vulnerabilities of packages'
  const found = await findAdvisories(projectRoot)
  if ('why' in found) return skip(name, found.why, false)
  return step(name, async () => {
    for (const line of [...found.grave, ...found.lesser]) console.log(line)
    return checkCount(found.grave.length === 0)
  })
}

async function journeys(run) {
  const file = path.join(reports, 'playwright.json')
  if (!(await run(['e2e/ensure-browser.mjs']))) return checkCount(false)
  const isSuccess = await run(['node_modules/playwright/cli.js', 'test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  })
  const report = readReport(file)
  return report ? playwrightCount(report, isSuccess) : checkCount(false)
}

/** Source checks and unit tests run in parallel. */
async function sourceGates() {
  await step('lint', check(['lib/cli/lint.mjs']))
  await step('types', types)
  return step('build', check(['lib/cli/build.mjs']))
}

const git = (...args) => spawnSync('git', args, { cwd: projectRoot, encoding: 'utf8' }).stdout?.trim() ?? ''

/** Arguments for Vitest to run the tests of what differs from the upstream branch; none if nothing does. */
function ofChanges() {
  const base = git('merge-base', 'HEAD', '@{upstream}') || git('rev-parse', 'HEAD')
  const isChanged = base !== git('rev-parse', 'HEAD') || git('status', '--porcelain') !== ''
  return isChanged ? ['--changed', base, '--passWithNoTests'] : []
}

async function testGates() {
  const proofs = { TEST_PROOFS: isFast ? '0' : '1' }
  await vitest('unit tests', ['--project', 'unit'], proofs)
  const changes = isFast ? ofChanges() : []
  const which = changes.length > 0 ? 'database tests of what was changed' : 'database tests on the embedded PostgreSQL'
  await vitest(which, ['--project', 'database', ...changes], { ...ownServer, ...proofs })
  if (!isFast) await debianTests()
}

async function gates() {
  const env = { ...process.env, ...ownServer, DB_DURABLE: '0' }
  const dataFolder = await checkDatabaseAndSpace(projectRoot, env)
  if (await runInWritableCopy(projectRoot, 'test.mjs', dataFolder)) return
  for (const folder of [reports, compiled]) rmSync(folder, { recursive: true, force: true })
  mkdirSync(reports, { recursive: true })
  await prepare({ withDev: true })
  const [isBuilt] = await Promise.all([sourceGates(), testGates()])
  if (isFast) return
  await advisories()
  await step('migrations make the schema', check(['lib/cli/migrations.mjs', 'check'], ownServer))
  if (isBuilt) await step('journeys in a browser', journeys, { isLive: true })
  else skip('journeys in a browser', 'the build failed', isCi)
}

await gates().catch(exitWithProblem)
process.exit(report() ? 0 : 1)
