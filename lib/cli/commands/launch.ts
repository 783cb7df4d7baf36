import { Command } from 'commander'
import { launchInput } from '@/lib/contracts/workshop'
import { counted, wholeNumber } from '@/lib/wording/number'
import { checkedOptions } from '../checked-options'
import { runCommand } from '../run-command'

interface Options {
  project: string
  name?: string
  json?: boolean
}

export const launchCommand = () =>
  new Command('launch')
    .description(
      "Launch the project's draft, or a plan with default settings, as a batch of tasks. Only candidates that have not been asked about are included. All or nothing.",
    )
    .requiredOption('--project <slug>', 'the project')
    .option('--name <name>', 'name name name of the batch (“Batch” and its number)')
    .option('--json', 'print the outcome as JSON')
    .action(async (options: Options) => {
      const { project: slug } = options
      const given = options.name === undefined ? null : checkedOptions(launchInput, { name: options.name })
      await runCommand(options, async ({ actor, projectRoot, onProgress, signal }) => {
        const { readWorkshop } = await import('@/lib/services/workshop/read-workshop')
        const { launchBatch } = await import('@/lib/services/workshop/launch-batch')
        const { computeInThreads } = await import('@/lib/jobs/compute-in-threads')
        const { draft, batches } = await readWorkshop(actor, slug)
        const name = given?.name ?? draft?.name ?? `Batch ${batches.length + 1}`
        const hooks = { compute: computeInThreads('plan'), onProgress, signal }
        const launched = await launchBatch(actor, { slug, name, projectRoot }, hooks)
        const count = (value: number, noun: string) => counted(value, noun, `${noun}s`, 'en')
        const { tasks, pairs, newCandidates, unanimousImages } = launched
        const text = [
          `“${name}” of “${slug}” is open: ${count(tasks, 'task')} ${tasks === 1 ? 'asks' : 'ask'} about ${count(pairs, 'candidate')}, ${wholeNumber(newCandidates, 'en')} of them new.`,
          ...(unanimousImages > 0
            ? [`On ${count(unanimousImages, 'image')} all models agree with the original label.`]
            : []),
          `Let people rate in the browser, or simulate ratings: npx reassess simulate-raters --project ${slug}`,
        ].join('\n')
        return { text, json: { project: slug, ...launched } }
      })
    })
