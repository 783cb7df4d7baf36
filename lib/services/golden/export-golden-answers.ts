import { type Db, prisma } from '@/lib/db/client'
import { goldenFileRows } from '@/lib/db/golden/golden-file-rows'
import type { Actor } from '@/lib/domain/permissions'
import { answerOf } from '@/lib/domain/rating/answer'
import { goldenFileStream } from '@/lib/formats/golden-file'
import { guardProject } from '@/lib/services/access/guard-project'
import type { ExportFile } from '@/lib/services/export-file'
import { currentConclusion } from './golden-pair-scope'

async function* lines(projectId: number) {
  for await (const { fileName, className, expert, answer, conclusion } of goldenFileRows(projectId)) {
    const concluded = typeof conclusion === 'number' ? currentConclusion(conclusion) : null
    yield { file: fileName, class: className, expert, answer: answerOf(answer), conclusion: concluded }
  }
}

/**
 * All golden answers of a project's experts as CSV, as `importGoldenAnswers` takes them: file, class, expert, answer, and
 * what the experts concluded. Experts are named as in the files they came from, else by number: never by the account.
 */
export async function exportGoldenAnswers(
  actor: Actor,
  { slug }: { slug: string },
  db: Db = prisma,
): Promise<ExportFile> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  return {
    fileName: `${slug}-golden-answers.csv`,
    mediaType: 'text/csv; charset=utf-8',
    content: goldenFileStream(lines(project.id)),
    runId: null,
  }
}
