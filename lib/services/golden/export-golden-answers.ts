import { goldenFileRows } from '@/lib/db/golden/golden-file-rows'
import { answerOf } from '@/lib/domain/rating/answer'
import { goldenFileStream } from '@/lib/formats/golden-file'
import type { ExportedProject, ExportFile } from '@/lib/services/export-file'
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
export const exportGoldenAnswers = ({ id, slug }: ExportedProject): ExportFile => ({
  fileName: `${slug}-golden-answers.csv`,
  content: goldenFileStream(lines(id)),
})
