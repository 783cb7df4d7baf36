import './node-version.mjs'

const { loadSettings, prepare, projectRoot, runBundle } = await import('./prepare.mjs')
const { checkDatabaseAndSpace } = await import('./preflight.mjs')
const { exitWithProblem } = await import('./start-problem.mjs')
try {
  loadSettings()
  await checkDatabaseAndSpace(projectRoot)
  await prepare({ withDev: true })
  await runBundle('check-migrations')
} catch (error) {
  exitWithProblem(error)
}
