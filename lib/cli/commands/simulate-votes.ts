import { Command, Option } from 'commander'
import { simulatedRegimes } from '@/lib/aggregation/simulated-regimes'
import { type SimulateVotesResult, simulateVotesInput } from '@/lib/contracts/runs/simulate-votes'
import { checkTitles } from '@/lib/domain/runs/run-checks'
import { checkedOptions } from '../checked-options'
import { type Lines, runWithoutDatabase, textTable } from '../run-command'
import { count, number } from './numbers'

function textOf({
  regime,
  about,
  candidates,
  votes,
  goldenCandidates,
  methods,
  failedChecks,
  out,
}: SimulateVotesResult): Lines {
  const precisions = methods.map(({ title, averagePrecision }) => [title, averagePrecision?.toFixed(3) ?? '–'])
  return [
    `${regime}: ${about}. ${count(candidates, 'candidate')}, ${goldenCandidates} of them golden, with ${count(votes, 'vote')}.`,
    'Average precision on the candidates that are not golden:',
    ...textTable(precisions).map((line) => `  ${line}`),
    failedChecks.length === 0 && 'A run of the default method passes its checks.',
    ...failedChecks.map(({ id, sentence }) => `Warning (${checkTitles[id]}): ${sentence}`),
    out !== null && `Wrote ${out}.`,
  ]
}

export const simulateVotesCommand = () =>
  new Command('simulate-votes')
    .description('Simulate a crowd and compare how well methods rank what it voted on, without a project or database.')
    .addOption(
      new Option('--regime <name>', 'what the crowd is like')
        .choices(Object.keys(simulatedRegimes))
        .makeOptionMandatory(),
    )
    .option('--seed <number>', 'the same seed gives the same votes (1)', number)
    .option('--images <count>', 'images, with two to eight candidates each (2,000)', number)
    .option('--raters <count>', 'raters (30)', number)
    .option('--golden <count>', 'candidates that experts have answered (20)', number)
    .option('--out <file>', 'write image, class, rater, answer and the truth as CSV')
    .action(async (options: object) => {
      const input = checkedOptions(simulateVotesInput, options)
      await runWithoutDatabase(async () => {
        const { simulateVotes } = await import('@/lib/services/runs/simulate-votes')
        const result = await simulateVotes(input)
        return { text: textOf(result), json: { ...result } }
      })
    })
