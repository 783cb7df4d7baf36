import { type Db, prisma } from '@/lib/db/client'
import { goldenFileRows } from '@/lib/db/golden-file-rows'
import { answerOf } from '@/lib/domain/answer'
import type { Actor } from '@/lib/domain/permissions'
import { goldenFileStream } from '@/lib/formats/golden-file'
import type { ExportFile } from './export-file'
import { standingConclusion } from './golden-pair-scope'
import { guardProject } from './guard-project'

async function* lines(projectId: number) {
  for await (const { fileName, className, expert, answer, conclusion } of goldenFileRows(projectId)) {
    const concluded = typeof conclusion === 'number' ? standingConclusion(conclusion) : null
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
