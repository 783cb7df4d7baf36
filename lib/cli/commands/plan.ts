import { Command } from 'commander'
import { type PlanOptions, planChanges } from '../plan-options'
import { planJson, planText } from '../plan-text'
import { runCommand } from '../run-command'
import { number } from './numbers'

interface Options extends PlanOptions {
  project: string
  smallest?: boolean
  json?: boolean
}

const names = (text: string) => text.split(',').map((name) => name.trim())

export const planCommand = () =>
  new Command('plan')
    .description("Say what a choice of models would find, ask and cost. The choices are kept as the project's draft.")
    .requiredOption('--project <slug>', 'the project')
    .option('--models <names>', 'the models that propose, separated by commas', names)
    .option(
      '--smallest',
      'the smallest subset of models that keeps the recall, or all without golden answers (default)',
    )
    .option('--budget <pairs>', 'pairs that a model proposes beside its top-1, an image on average (3)', number)
    .option('--recall <share>', 'share of the golden labels to keep, from 0 to 1 (0.97)', number)
    .option('--candidates <count>', 'most candidates of a task (8)', number)
    .option('--raters <count>', "raters for each task (the project's)", number)
    .option('--seconds <count>', 'that a rater takes for a task (30)', number)
    .option('--pay <amount>', 'an hour (15)', number)
    .option('--currency <code>', 'three capital letters (USD)')
    .option('--ask-unanimous', 'ask about images too on which all models agree with the original label')
    .option('--no-ask-unanimous', 'leave such images alone (default)')
    .option('--json', 'print the plan as JSON')
    .addHelpText('after', '\nWhat is left out stays as the draft has it.')
    .action(async ({ project: slug, smallest, json, ...options }: Options) => {
      await runCommand({ json }, async ({ actor, onProgress, signal }) => {
        const { readWorkshop } = await import('@/lib/services/workshop/read-workshop')
        const { changeDraft } = await import('@/lib/services/workshop/change-draft')
        const { planProposals } = await import('@/lib/services/workshop/plan-proposals')
        const { computeInThreads } = await import('@/lib/jobs/compute-in-threads')
        const { models } = await readWorkshop(actor, slug)
        const changes = planChanges(smallest ? { ...options, models: null } : options, models)
        const settings = await changeDraft(actor, { slug, changes })
        const report = await planProposals(
          actor,
          { slug, settings },
          { compute: computeInThreads('plan'), onProgress, signal },
        )
        return { text: planText(slug, settings, report), json: planJson(slug, settings, report) }
      })
    })
