import { type Db, prisma } from '@/lib/db/client'
import { voteRows } from '@/lib/db/runs/vote-rows'
import type { Actor } from '@/lib/domain/permissions'
import { answerOf } from '@/lib/domain/rating/answer'
import { type VoteRow, votesCsvStream } from '@/lib/formats/votes-csv'
import { guardProject } from '@/lib/services/access/guard-project'
import type { ExportFile } from '@/lib/services/export-file'

async function* csvRows(projectId: number): AsyncGenerator<VoteRow> {
  for await (const vote of voteRows(projectId)) {
    yield {
      image: vote.fileName,
      class_index: vote.classIndex,
      class_id: vote.classExternalId,
      // The prefix keeps pseudonyms of this project apart from ids that raters brought from other files.
      rater: vote.raterExternalId ?? `rater-${vote.raterId}`,
      rater_kind: vote.raterKind,
      answer: answerOf(vote.answer),
      left_out: vote.isLeftOut ? 'yes' : 'no',
    }
  }
}

/** All votes of a project as CSV, streamed: one line a vote, in file order, simulated raters marked by their kind, and votes of raters who are left out as such. */
export async function exportVotesCsv(actor: Actor, { slug }: { slug: string }, db: Db = prisma): Promise<ExportFile> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  return {
    fileName: `${slug}-votes.csv`,
    mediaType: 'text/csv; charset=utf-8',
    content: votesCsvStream(csvRows(project.id)),
    runId: null,
  }
}
