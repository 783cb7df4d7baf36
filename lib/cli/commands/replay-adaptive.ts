import { Option } from 'commander'
import { type ReplayAdaptiveResult, replayAdaptiveInput } from '@/lib/contracts/runs/replay-adaptive'
import { thresholdText } from '@/lib/domain/runs/threshold-text'
import { checkedOptions } from '../checked-options'
import { type Lines, type ProjectOptions, projectCommand, runCommand } from '../run-command'
import { count, number } from './numbers'

const percent = (share: number, digits = 1) => `${(100 * share).toFixed(digits)}%`

function report(result: ReplayAdaptiveResult): Lines {
  const range = ({ least, most }: { least: number; most: number }, digits?: number) =>
    `${percent(least, digits)} to ${percent(most, digits)}`
  const { saved, bestSaved, changedShare, lost, losslessSaved, losslessChanged, accuracyMoved, replays } = result
  return [
    `${count(result.votes, 'vote')} on ${count(result.candidates, 'candidate')}, in ${count(replays.length, 'random order')}; decided by ${result.method} at ${thresholdText(result.threshold)}.`,
    `Lossless: ${percent(losslessSaved.mean)} of the votes saved, ${count(losslessChanged, 'decision')} changed.`,
    `At most ${percent(result.limit, 2)} changed, with ${percent(result.confidence, 0)} confidence: ${percent(saved.mean)} saved (${range(saved)}), including the candidates that check the limit; ${percent(changedShare.mean, 3)} changed (${range(changedShare, 3)}), ${count(Math.round(lost.mean), 'label')} lost on average.`,
    `The limit was broken in ${result.limitBroken} of ${count(replays.length, 'replay')}.`,
    `The best rule that keeps the limit, if the outcome were known: ${percent(bestSaved.mean)} saved.`,
    accuracyMoved && `Accuracies of models moved by at most ${(100 * accuracyMoved.most).toFixed(3)} points.`,
  ]
}

export const replayAdaptiveCommand = () =>
  projectCommand(
    'replay-adaptive',
    "Replay a project's votes as if each candidate had been asked about only as often as needed: votes saved, decisions changed. Writes nothing.",
  )
    .option('--limit <share>', 'largest share of decisions that may change (0.002)', number)
    .option('--confidence <share>', 'how sure that limit is (0.95)', number)
    .option('--minimum <count>', 'votes that every candidate gets (1)', number)
    .option('--seeds <count>', 'replays, each with a different order of votes (20)', number)
    .option('--seed <number>', 'the first seed (1)', number)
    .option(
      '--learn-share <share>',
      'candidates that the rule is learned on, with all votes (as a batch draws them: 0.04)',
      number,
    )
    .option(
      '--audit-share <share>',
      'candidates that prove the limit, with all votes (as a batch draws them: 0.08, more of few)',
      number,
    )
    .option('--kept-price <price>', 'what losing a label costs, any other change costing 1 (4)', number)
    .addOption(new Option('--order <order>', 'whose vote comes next (random)').choices(['random', 'informative']))
    .addOption(
      new Option('--raters <what>', 'whether it is known who votes next (known)').choices(['known', 'unknown']),
    )
    .option('--shuffle-raters', 'give every rater the matrix of another one: the limit must still hold')
    .action(async ({ project, ...options }: ProjectOptions) => {
      const input = checkedOptions(replayAdaptiveInput, options)
      await runCommand(async ({ actor, onProgress, signal }) => {
        const { replayAdaptive } = await import('@/lib/services/runs/replay-adaptive')
        const result = await replayAdaptive(actor, { slug: project, ...input }, { onProgress, signal })
        return { text: report(result), json: { project, ...result } }
      })
    })
