import { type PlanOptions, planChanges } from '../plan-options'
import { planJson, planText } from '../plan-text'
import { projectCommand, runCommand } from '../run-command'
import { names, withSourceOptions } from '../source-options'
import { number, numberOr } from './numbers'

interface Options extends PlanOptions {
  project: string
  smallest?: boolean
}

export const planCommand = () =>
  withSourceOptions(
    projectCommand(
      'plan',
      "Compute the recall, tasks and cost of what raters would be asked. The settings are saved as the project's draft.",
    ),
  )
    .option('--models <names>', 'the models that propose labels, separated by commas', names)
    .option(
      '--smallest',
      'the smallest subset of models that keeps the recall, or all without golden answers (default)',
    )
    .option('--budget <pairs>', 'proposal budget per image and model, besides the top-1 (3)', number)
    .option('--recall <share>', 'minimum recall of the golden labels, from 0 to 1 (0.97)', number)
    .option('--candidates <count>', 'maximum candidates per task (8)', number)
    .option('--raters <count>', "raters for each task (the project's); with --min-votes the most", number)
    .option(
      '--min-votes <count>',
      'the fewest votes on each candidate, and further ones up to --raters only where they matter',
      number,
    )
    .option('--no-min-votes', 'as many votes on each candidate (default)')
    .option(
      '--limit <share>',
      'with --min-votes: the share of decisions that may change, proved with 95% confidence on candidates that get all votes, such as 0.002 (0: none, whatever further raters say)',
      number,
    )
    .option(
      '--seconds <count>',
      'seconds per candidate, or “measured” for the time that people in this project took, once 50 answered tasks are timed (measured; 3.75 until then)',
      numberOr('measured'),
    )
    .option('--pay <amount>', 'pay per hour (15)', number)
    .option('--currency <code>', 'three capital letters (USD)')
    .option('--ask-unanimous', 'also ask about images on which all models agree with the original label')
    .option('--no-ask-unanimous', 'do not ask about such images (default)')
    .option(
      '--order <order>',
      'mixed: each rater has an order of their own, classes apart (default); import: as imported',
    )
    .option(
      '--class-first <share>',
      'share of the raters who are asked class first, on pages of images, from 0 to 1 (0: all image first)',
      number,
    )
    .addHelpText('after', '\nOmitted options keep their values from the draft.')
    .action(async ({ project: slug, smallest, ...options }: Options) => {
      await runCommand(async ({ actor, onProgress, signal }) => {
        const { planProposals, readPlan } = await import('@/lib/services/plan/read-plan')
        const { changeDraft } = await import('@/lib/services/plan/change-draft')
        const { computeInThreads } = await import('@/lib/jobs/compute-in-threads')
        const { models } = await readPlan(actor, slug)
        const { getClassIndices } = await import('@/lib/services/plan/get-class-indices')
        const classes = options.classes ? await getClassIndices(actor, { slug, names: options.classes }) : null
        const changes = planChanges(smallest ? { ...options, models: null } : options, models, classes)
        const settings = await changeDraft(actor, { slug, changes })
        // Computing takes long, and launching this plan would be refused.
        const { adaptiveObstacle } = await readPlan(actor, slug)
        if (adaptiveObstacle !== null) process.stderr.write(`Warning: ${adaptiveObstacle}\n`)
        const hooks = { compute: computeInThreads('plan'), onProgress, signal }
        const report = await planProposals(actor, { slug, settings }, hooks)
        return { text: planText(slug, settings, report), json: planJson(slug, settings, report) }
      })
    })
