#!/usr/bin/env node
import './node-version.mjs'

const { isPrepared, loadSettings, prepare, projectRoot, runBundle } = await import('./prepare.mjs')
const { checkDatabaseAndSpace, dataFolderOf, refuseRootOfAnother } = await import('./preflight.mjs')
const { isWritable, runInWritableCopy } = await import('./writable-copy.mjs')
const { exitWithProblem } = await import('./start-problem.mjs')
/** The doctor reports problems that would stop any other command. */
const chooseDataFolder = async (command) => {
  const folder = command === 'doctor' ? dataFolderOf(projectRoot) : await checkDatabaseAndSpace(projectRoot)
  refuseRootOfAnother(folder)
  return folder
}

try {
  const words = process.argv.slice(2)
  const command = words.find((word) => !word.startsWith('-'))
  const isOfFiles = ['aggregate-file', 'compare-files', 'simulate-votes'].includes(command)
  const isHelp = ['--help', '-h', '--version'].some((word) => words.includes(word))
  // Help, the version and commands of files alone need neither settings nor a data folder, unless the app must be built in a copy.
  const needsNothing = (isOfFiles || isHelp) && (isWritable(projectRoot) || isPrepared())
  if (!needsNothing) loadSettings()
  const runsInCopy =
    !needsNothing &&
    (await runInWritableCopy(projectRoot, 'reassess.mjs', await chooseDataFolder(command), () => isPrepared()))
  if (!runsInCopy) {
    await prepare()
    await runBundle('main')
  }
} catch (error) {
  exitWithProblem(error)
}
