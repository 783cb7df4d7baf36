import './node-version.mjs'

const { prepare } = await import('./prepare.mjs')
const { exitWithProblem } = await import('./start-problem.mjs')
await prepare({ web: true, refusesWarnings: true }).catch(exitWithProblem)
