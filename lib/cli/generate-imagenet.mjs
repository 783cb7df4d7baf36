import './node-version.mjs'

const { prepare, runBundle } = await import('./prepare.mjs')
const { exitWithProblem } = await import('./start-problem.mjs')
try {
  await prepare({ withDev: true })
  await runBundle('generate-imagenet')
} catch (error) {
  exitWithProblem(error)
}
