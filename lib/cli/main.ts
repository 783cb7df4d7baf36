// The command line, `npx reassess`. Commands import modules that use the database when they run, after the database has
// been started and its URL is set.
import { Command, CommanderError, Help, InvalidArgumentError, type Option } from 'commander'
import { installedVersion } from '@/lib/services/installed-version'
import { failureText, Interrupted } from './command-failure'
import { accountCommands } from './commands/account'
import { aggregateCommand } from './commands/aggregate'
import { aggregateFileCommand } from './commands/aggregate-file'
import { agreementCommand } from './commands/agreement'
import { archiveProjectCommand, restoreProjectCommand } from './commands/archive'
import { backupCommand, restoreCommand } from './commands/backup'
import { benchCommand } from './commands/bench'
import { billOfMaterialsCommand } from './commands/bill-of-materials'
import { compareFilesCommand } from './commands/compare-files'
import { compareMethodsCommand } from './commands/compare-methods'
import { deleteVotesCommand } from './commands/delete-votes'
import { doctorCommand } from './commands/doctor'
import { exportCommand, exportParquetCommand } from './commands/export'
import { goldenCommand } from './commands/golden'
import { importCommand } from './commands/import'
import { launchCommand } from './commands/launch'
import { batchCommands, cancelJobCommand, deleteProjectCommand, jobsCommand } from './commands/manage'
import { planCommand } from './commands/plan'
import { releaseCommand } from './commands/release'
import { replayAdaptiveCommand } from './commands/replay-adaptive'
import { scoreModelCommand } from './commands/score-model'
import { simulateRatersCommand } from './commands/simulate-raters'
import { simulateVotesCommand } from './commands/simulate-votes'
import { projectRoot, wantsJson } from './run-command'

const program = new Command('reassess')
  .description('Find out what is really in your images: import votes, aggregate them, export labels.')
  .version((await installedVersion(projectRoot)) ?? 'unversioned', '--version', 'print the version')
  .option('--json', 'print the outcome as JSON')

const commands = [
  importCommand(),
  deleteVotesCommand(),
  goldenCommand(),
  planCommand(),
  launchCommand(),
  ...batchCommands(),
  simulateRatersCommand(),
  aggregateCommand(),
  aggregateFileCommand(),
  simulateVotesCommand(),
  agreementCommand(),
  exportCommand(),
  exportParquetCommand(),
  releaseCommand(),
  scoreModelCommand(),
  compareMethodsCommand(),
  compareFilesCommand(),
  replayAdaptiveCommand(),
  backupCommand(),
  restoreCommand(),
  archiveProjectCommand(),
  restoreProjectCommand(),
  deleteProjectCommand(),
  jobsCommand(),
  cancelJobCommand(),
  ...accountCommands(),
  doctorCommand(),
  billOfMaterialsCommand(),
  benchCommand(),
]
for (const command of commands) program.addCommand(command)

const help = {
  showGlobalOptions: true,
  optionDescription(this: Help, option: Option) {
    const text = Help.prototype.optionDescription.call(this, option)
    return option.mandatory ? `${text} (required)` : text
  },
}

const outputOptions = ['--out', '--to', '--write-mapping']

/** Other programs write “-” to standard output; here it would be the name of a file. */
function outputPath(text: string): string {
  if (text !== '-') return text
  throw new InvalidArgumentError('Give the path of a file or folder. export also takes /dev/stdout.')
}

/** Commander prints its message immediately; with --json every error must be JSON. */
function prepare(command: Command) {
  command.exitOverride()
  command.configureHelp(help)
  for (const option of command.options) if (outputOptions.includes(option.long ?? '')) option.argParser(outputPath)
  if (wantsJson()) command.configureOutput({ outputError: () => {} })
  else command.showHelpAfterError('Run with --help to see all options.')
  command.commands.forEach(prepare)
}
prepare(program)

// Readers such as `| head` close the pipe early; the work is still completed.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

/** Exits once all output is flushed; otherwise the end of a long text would be lost in a pipe. */
async function end(status: number): Promise<never> {
  for (const stream of [process.stdout, process.stderr]) await new Promise((resolve) => stream.write('', resolve))
  process.exit(status)
}

try {
  await program.parseAsync()
  await end(Number(process.exitCode ?? 0))
} catch (error) {
  const isOfCommander = error instanceof CommanderError
  if (isOfCommander && error.exitCode === 0) await end(0)
  if (wantsJson() || !isOfCommander) process.stderr.write(`${failureText(error, wantsJson())}\n`)
  await end(error instanceof Interrupted ? error.exitStatus : 1)
}
