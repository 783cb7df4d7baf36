import { goldenFileRows } from '@/lib/db/golden/golden-file-rows'
import { answerOf } from '@/lib/domain/rating/answer'
import { goldenFileStream } from '@/lib/formats/golden-file'
import type { ExportedProject, ExportFile } from '@/lib/services/export-file'
import { currentConclusion } from './golden-pairs'

async function* lines(projectId: number) {
  for await (const { fileName, className, classId, expert, answer, conclusion } of goldenFileRows(projectId)) {
    const concluded = typeof conclusion === 'number' ? currentConclusion(conclusion) : null
    const named = { file: fileName, class: className, class_id: classId }
    yield { ...named, expert, answer: answerOf(answer), conclusion: concluded }
  }
}

/** Experts keep the names from imported files or are numbered; accounts are never named. */
export const exportGoldenAnswers = ({ id, slug }: ExportedProject): ExportFile => ({
  fileName: `${slug}-golden-answers.csv`,
  content: goldenFileStream(lines(id)),
})
