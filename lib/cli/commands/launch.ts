import { launchInput } from '@/lib/contracts/plan/plan'
import type { Actor } from '@/lib/domain/permissions'
import { checkedOptions } from '../checked-options'
import { type PlanOptions, planChanges } from '../plan-options'
import { projectCommand, runCommand } from '../run-command'
import { withSourceOptions } from '../source-options'
import { count } from './numbers'

interface Options extends Pick<PlanOptions, 'ask' | 'classes'> {
  project: string
  name?: string
}

async function saveSource(actor: Actor, slug: string, { ask, classes }: Options) {
  if (ask === undefined && !classes) return
  const { getClassIndices } = await import('@/lib/services/plan/get-class-indices')
  const { changeDraft } = await import('@/lib/services/plan/change-draft')
  const indices = classes ? await getClassIndices(actor, { slug, names: classes }) : null
  const chosen = { ...(ask !== undefined && { ask }), ...(classes && { classes }) }
  await changeDraft(actor, { slug, changes: planChanges(chosen, [], indices) })
}

export const launchCommand = () =>
  withSourceOptions(
    projectCommand(
      'launch',
      "Launch the project's draft, or a plan with default settings, as a batch of tasks. Only candidates that have not been asked about are included. All or nothing.",
    ),
  )
    .option('--name <name>', 'name of the batch (“Batch” and its number)')
    .action(async (options: Options) => {
      const { project: slug } = options
      const given = options.name === undefined ? null : checkedOptions(launchInput, { name: options.name })
      await runCommand(async ({ actor, projectRoot, onProgress, signal }) => {
        const { readPlan } = await import('@/lib/services/plan/read-plan')
        const { launchBatch } = await import('@/lib/services/plan/launch-batch')
        const { computeInThreads } = await import('@/lib/jobs/compute-in-threads')
        const { draft, batches } = await readPlan(actor, slug)
        await saveSource(actor, slug, options)
        const name = given?.name ?? draft?.name ?? `Batch ${batches.length + 1}`
        const hooks = { compute: computeInThreads('plan'), onProgress, signal }
        const launched = await launchBatch(actor, { slug, name, projectRoot }, hooks)
        const { tasks, pairs, newCandidates, unanimousImages } = launched
        const text = [
          `“${name}” of “${slug}” is open: ${count(tasks, 'task')} ${tasks === 1 ? 'asks' : 'ask'} about ${count(pairs, 'candidate')}, ${count(newCandidates)} of them new.`,
          unanimousImages > 0 && `On ${count(unanimousImages, 'image')} all models agree with the original label.`,
          `Let people rate in the browser, or simulate answers: npx reassess simulate-raters --project ${slug}`,
        ]
        return { text, json: { project: slug, ...launched } }
      })
    })
