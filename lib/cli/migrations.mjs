import './node-version.mjs'

const { loadSettings, prepare, runBundle } = await import('./prepare.mjs')
const { endWith } = await import('./start-problem.mjs')
try {
  loadSettings()
  await prepare({ withDev: true })
  await runBundle('check-migrations')
} catch (error) {
  endWith(error)
}
