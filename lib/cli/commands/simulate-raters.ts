import { simulateRatersInput } from '@/lib/contracts/plan/simulated-raters'
import { checkedOptions } from '../checked-options'
import { type ProjectOptions, projectCommand, runCommand } from '../run-command'
import { count, number } from './numbers'

export const simulateRatersCommand = () =>
  projectCommand(
    'simulate-raters',
    'Have simulated raters (careful, hasty and careless) answer the open tasks. The project is permanently marked as containing simulated answers.',
  )
    .option('--raters <count>', 'number of simulated raters (20)', number)
    .option('--seed <number>', 'the same seed gives the same raters (1)', number)
    .option('--tap-no', 'on pages, tap what does not fit where the project allows it and no experiment decides')
    .action(async ({ project: slug, tapNo, ...options }: ProjectOptions & { tapNo?: boolean }) => {
      const pageMode = tapNo ? 'tap-no' : undefined
      const input = checkedOptions(simulateRatersInput, { ...options, pageMode })
      await runCommand(async ({ actor, onProgress, signal }) => {
        const { simulateRaters } = await import('@/lib/services/plan/simulate-raters')
        const result = await simulateRaters(actor, { slug, ...input }, { onProgress, signal })
        const { openTasks } = result
        const left =
          openTasks === 0
            ? 'No open tasks are left.'
            : `${count(openTasks, 'task')} still ${openTasks === 1 ? 'needs' : 'need'} raters.`
        const text = [
          `${count(result.raters, 'simulated rater')} (${count(result.careless)} careless) gave ${count(result.votes, 'vote')} in ${count(result.assignments, 'assignment')} of “${slug}”.`,
          `${count(result.finishedTasks, 'task')} ${result.finishedTasks === 1 ? 'is' : 'are'} finished. ${left}`,
        ]
        return { text, json: { project: slug, ...result } }
      })
    })
