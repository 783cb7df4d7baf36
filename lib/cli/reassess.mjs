#!/usr/bin/env node
import './node-version.mjs'

const { isPrepared, loadSettings, prepare, projectRoot, runBundle } = await import('./prepare.mjs')
const { checkDatabaseAndSpace, dataFolderOf } = await import('./preflight.mjs')
const { runInWritableCopy } = await import('./writable-copy.mjs')
const { endWith } = await import('./start-problem.mjs')
try {
  loadSettings()
  // The doctor reports problems that would stop any other command.
  const isDoctor = process.argv[2] === 'doctor'
  const dataFolder = isDoctor ? dataFolderOf(projectRoot) : await checkDatabaseAndSpace(projectRoot)
  if (!(await runInWritableCopy(projectRoot, 'reassess.mjs', dataFolder, () => isPrepared()))) {
    await prepare()
    await runBundle('main')
  }
} catch (error) {
  endWith(error)
}
