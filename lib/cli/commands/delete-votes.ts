import { deleteVotesInput } from '@/lib/contracts/data/answers'
import { checkedOptions } from '../checked-options'
import { projectCommand, runCommand } from '../run-command'
import { number } from './numbers'

interface Options {
  project: string
  batch: number
}

/** Starts the job of the Batches page, which protects the project from imports while it runs. */
export const deleteVotesCommand = () =>
  projectCommand(
    'delete-votes',
    'Delete votes that were imported, with the candidates and raters that came with them, as long as no run has used them. The server does it as a job, as on the Batches page.',
  )
    .requiredOption('--batch <number>', 'the batch of the import', number)
    .action(async ({ project: slug, batch }: Options) => {
      const input = checkedOptions(deleteVotesInput, { batchId: batch }, { names: { batchId: 'batch' } })
      await runCommand(async ({ actor }) => {
        const { startJob } = await import('@/lib/services/jobs/job-state')
        const job = await startJob(actor, { slug, kind: 'delete-imported-votes', input })
        const text = `The server deletes the votes of batch ${batch} of “${slug}”, or will when it next runs. The Batches page shows the progress.`
        return { text, json: { project: slug, ...input, job: job.id } }
      })
    })
