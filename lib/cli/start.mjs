import './node-version.mjs'

const { loadSettings, prepare, runBundle } = await import('./prepare.mjs')
const { endWith } = await import('./start-problem.mjs')
const { portProblem } = await import('./port-problem.mjs')

// npm runs this under a shell that dies of npm's SIGTERM without passing it on: its end is ours.
const parent = process.ppid
if (process.env.npm_lifecycle_event)
  setInterval(() => process.ppid !== parent && process.kill(process.pid, 'SIGTERM'), 500).unref()

try {
  loadSettings()
  // Before a build, which takes a minute; start-server looks again just before it needs the port.
  await portProblem(process.env.PORT || '3000', process.env.HOST || '127.0.0.1').then((problem) => {
    if (problem) throw problem
  })
  await prepare({ web: true })
  await runBundle('start-server')
} catch (error) {
  endWith(error)
}
