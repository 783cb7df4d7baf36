// The command line: `npx reassess`. Whatever uses the database is imported by a command when it runs, after the
// database has been brought up and its address is known.
import { Command, CommanderError } from 'commander'
import { failureText } from './command-failure'
import { aggregateCommand } from './commands/aggregate'
import { aggregateFileCommand } from './commands/aggregate-file'
import { agreementCommand } from './commands/agreement'
import { backupCommand, restoreCommand } from './commands/backup'
import { benchCommand } from './commands/bench'
import { compareFilesCommand } from './commands/compare-files'
import { compareMethodsCommand } from './commands/compare-methods'
import { exportCommand } from './commands/export'
import { goldenCommand } from './commands/golden'
import { importCommand } from './commands/import'
import { launchCommand } from './commands/launch'
import { planCommand } from './commands/plan'
import { releaseCommand } from './commands/release'
import { replayAdaptiveCommand } from './commands/replay-adaptive'
import { resetPasswordCommand } from './commands/reset-password'
import { scoreModelCommand } from './commands/score-model'
import { simulateRatersCommand } from './commands/simulate-raters'
import { simulateVotesCommand } from './commands/simulate-votes'

const wantsJson = process.argv.includes('--json')

const program = new Command('reassess')
  .description('Find out what is really in your images: import votes, aggregate them, export labels.')
  .addCommand(importCommand())
  .addCommand(goldenCommand())
  .addCommand(planCommand())
  .addCommand(launchCommand())
  .addCommand(simulateRatersCommand())
  .addCommand(aggregateCommand())
  .addCommand(aggregateFileCommand())
  .addCommand(simulateVotesCommand())
  .addCommand(agreementCommand())
  .addCommand(exportCommand())
  .addCommand(releaseCommand())
  .addCommand(scoreModelCommand())
  .addCommand(compareMethodsCommand())
  .addCommand(compareFilesCommand())
  .addCommand(replayAdaptiveCommand())
  .addCommand(backupCommand())
  .addCommand(restoreCommand())
  .addCommand(resetPasswordCommand())
  .addCommand(benchCommand())

/** Commander's own way to end prints its message at once; with --json an error is JSON wherever it comes from. */
function prepare(command: Command) {
  command.exitOverride()
  if (wantsJson) command.configureOutput({ outputError: () => {} })
  else command.showHelpAfterError('Run with --help to see all options.')
  command.commands.forEach(prepare)
}
prepare(program)

try {
  await program.parseAsync()
  process.exit(0)
} catch (error) {
  const isOfCommander = error instanceof CommanderError
  if (isOfCommander && error.exitCode === 0) process.exit(0)
  if (wantsJson || !isOfCommander) process.stderr.write(`${failureText(error, wantsJson)}\n`)
  process.exit(error instanceof Error && error.name === 'Interrupted' ? 130 : 1)
}
