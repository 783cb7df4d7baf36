import './node-version.mjs'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import {
  clientValuesOnServer,
  crowdedFolders,
  effectsWithPromise,
  inlineQueryKeys,
  longFiles,
  misplacedSql,
  mutualImports,
  ownTransactions,
} from './layout-rules.mjs'
import { allRetiredWords } from './retired-words.mjs'

const { projectRoot } = await import('./prepare.mjs')

// dependency-cruiser silently checks no modules if it cannot use the installed TypeScript.
const minModules = 50

const run = (args, options = {}) =>
  spawnSync(process.execPath, args, { cwd: projectRoot, encoding: 'utf8', maxBuffer: 1e9, ...options })

function importsAreRight() {
  const layers = ['app', 'components', 'lib', 'e2e']
  const { stdout, stderr } = run([
    ...['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.cjs'],
    ...['--output-type', 'json', ...layers],
  ])
  let result
  try {
    result = JSON.parse(stdout)
  } catch {
    console.error(`dependency-cruiser failed:\n${stdout.slice(0, 2_000)}${stderr}`)
    return false
  }
  const { summary, modules } = result
  const read = (file) => readFileSync(path.join(projectRoot, file), 'utf8')
  const problems = [
    ...mutualImports(modules),
    ...crowdedFolders(modules),
    ...misplacedSql(modules, read),
    ...ownTransactions(modules, read),
    ...inlineQueryKeys(modules, read),
    ...effectsWithPromise(modules, read),
    ...longFiles(modules, read),
    ...clientValuesOnServer(modules, read),
  ]
  for (const problem of problems) console.error(`error ${problem}`)
  for (const { rule, from, to } of summary.violations) console.error(`${rule.severity} ${rule.name}: ${from} → ${to}`)
  if (summary.totalCruised < minModules) {
    console.error(`dependency-cruiser checked only ${summary.totalCruised} modules; expected at least ${minModules}.`)
    return false
  }
  const isRight = summary.error === 0 && problems.length === 0
  console.log(
    `Checked the imports of ${summary.totalCruised} modules: ${isRight ? 'no errors' : 'see the errors above'}.`,
  )
  return isRight
}

function wordsAreCurrent() {
  const found = allRetiredWords(projectRoot)
  for (const sentence of found) console.error(`error ${sentence}`)
  return found.length === 0
}

const isWorded = wordsAreCurrent()
// Files and exports that nothing uses; package.json lists the entry points.
const isUsed =
  run(['node_modules/knip/bin/knip.js', '--no-progress', '--no-config-hints'], { stdio: 'inherit' }).status === 0
const isFormatted = run(['node_modules/@biomejs/biome/bin/biome', 'check', '.'], { stdio: 'inherit' }).status === 0
process.exitCode = importsAreRight() && isFormatted && isWorded && isUsed ? 0 : 1
