import { z } from 'zod'
import { rowNumber } from '@/lib/contracts/number'
import { deleteProjectInput } from '@/lib/contracts/projects/project'
import { checkedOptions } from '../checked-options'
import { type ProjectOptions, projectCommand, runCommand, textTable } from '../run-command'
import { number } from './numbers'

const batchStateCommand = (name: string, state: 'open' | 'closed', description: string) =>
  projectCommand(name, description)
    .requiredOption('--batch <number>', 'the batch', number)
    .action(async ({ project: slug, batch }: ProjectOptions & { batch: number }) => {
      checkedOptions(z.object({ batch: rowNumber }), { batch })
      await runCommand(async ({ actor }) => {
        const { setBatchState } = await import('@/lib/services/plan/change-batch-tasks')
        await setBatchState(actor, { slug, batchId: batch, state })
        const text = `Batch ${batch} of “${slug}” is ${state === 'open' ? 'open again' : 'stopped'}.`
        return { text, json: { project: slug, batch, state } }
      })
    })

export const batchCommands = () => [
  batchStateCommand(
    'stop-batch',
    'closed',
    'Stop a launched batch: raters get no more of its tasks, and all answers are kept. `reopen-batch` undoes it.',
  ),
  batchStateCommand('reopen-batch', 'open', 'Give out the unfinished tasks of a stopped batch again.'),
]

export const jobsCommand = () =>
  projectCommand('jobs', 'List the newest 20 jobs of a project, newest first.').action(
    async ({ project: slug }: ProjectOptions) => {
      await runCommand(async ({ actor }) => {
        const { listJobs } = await import('@/lib/services/jobs/read-jobs')
        const { jobs } = await listJobs(actor, slug)
        const rows = jobs.map(({ id, state, createdAt, title }) => [id, state, createdAt, title])
        return { text: rows.length > 0 ? textTable(rows) : `“${slug}” has no jobs.`, json: { project: slug, jobs } }
      })
    },
  )

export const cancelJobCommand = () =>
  projectCommand('cancel-job', 'Cancel a job: a waiting one at once, a running one at its next step.')
    .requiredOption('--job <id>', 'the job, as `jobs` lists it')
    .action(async ({ project: slug, job: jobId }: ProjectOptions & { job: string }) => {
      await runCommand(async ({ actor }) => {
        const { cancelJob } = await import('@/lib/services/jobs/job-state')
        const job = await cancelJob(actor, { slug, jobId })
        const isStopping = job.state === 'running'
        const text = `The job “${job.title}” ${isStopping ? 'stops at its next step' : `has the state “${job.state}”`}.`
        return { text, json: { project: slug, job } }
      })
    })

/** Starts the job of the Settings page, which hides the project at once. */
export const deleteProjectCommand = () =>
  projectCommand(
    'delete-project',
    'Delete a project with everything in it, for good. It is hidden at once; the server removes its rows and files as a job.',
  )
    .requiredOption('--name <name>', 'the name of the project, so that no other is deleted by mistake')
    .action(async ({ project: slug, ...given }: ProjectOptions & { name: string }) => {
      const input = checkedOptions(deleteProjectInput, given)
      await runCommand(async ({ actor }) => {
        const { startJob } = await import('@/lib/services/jobs/job-state')
        const { id } = await startJob(actor, { slug, kind: 'delete-project', input })
        const text = `The server deletes “${slug}”, or will when it next runs. Nobody can open it any more.`
        return { text, json: { project: slug, job: id } }
      })
    })
