import './node-version.mjs'

const { isPrepared, loadSettings, prepare, projectRoot, runBundle } = await import('./prepare.mjs')
const { checkAddress, checkDatabaseAndSpace } = await import('./preflight.mjs')
const { runInWritableCopy } = await import('./writable-copy.mjs')
const { exitWithProblem } = await import('./start-problem.mjs')

// npm's shell exits on SIGTERM without forwarding it, so exit when the parent process is gone.
const parent = process.ppid
if (process.env.npm_lifecycle_event)
  setInterval(() => process.ppid !== parent && process.kill(process.pid, 'SIGTERM'), 500).unref()

try {
  loadSettings()
  const isWeb = process.env.PROCESSES !== 'worker'
  if (isWeb) await checkAddress()
  const dataFolder = await checkDatabaseAndSpace(projectRoot)
  if (!(await runInWritableCopy(projectRoot, 'start.mjs', dataFolder, () => isPrepared({ web: isWeb })))) {
    await prepare({ web: isWeb })
    await runBundle('start-server')
  }
} catch (error) {
  exitWithProblem(error)
}
