import { randomUUID } from 'node:crypto'
import type { AggregateInput } from '@/lib/contracts/runs/aggregation'
import { prisma } from '@/lib/db/client'
import type { Role } from '@/lib/domain/permissions'
import { importRealVotes } from '@/lib/services/data/import-real-votes'
import { confirmRun } from '@/lib/services/runs/confirm-run'
import { runAggregation } from '@/lib/services/runs/run-aggregation'
import { addAccount } from './add-account'
import { smallImageCount, smallRealVoteFiles } from './real-vote-files'
import { removeProject } from './remove-project'

const operator = { kind: 'operator' } as const

/** Makes a project of twelve candidates on two rated images, three of them golden. */
export async function aggregatedProject() {
  const files = await smallRealVoteFiles()
  const slug = `test-${randomUUID().slice(0, 13)}`
  await importRealVotes(operator, {
    slug,
    dataDir: files.folder,
    originalLabelsPath: files.file('labels.json'),
    projectRoot: process.cwd(),
    imageCount: smallImageCount,
  })
  await files.remove()
  const { id } = await prisma.project.findUniqueOrThrow({ where: { slug } })
  return {
    slug,
    id,
    /** Creates a usable run: with three golden candidates it fails a check, so it is confirmed. */
    async aggregate(input: AggregateInput) {
      const made = await this.aggregateOnly(input)
      await confirmRun(operator, { slug, runId: made.runId, reason: 'Twelve candidates are enough for a test.' })
      return made
    },
    /** Creates a run that fails a check and is not confirmed. */
    aggregateOnly: (input: AggregateInput) => runAggregation(operator, { slug, projectRoot: process.cwd(), ...input }),
    account: (role?: Role) => addAccount(id, role),
    remove: () => removeProject(slug),
  }
}
