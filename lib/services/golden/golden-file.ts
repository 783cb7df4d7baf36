import path from 'node:path'
import type { ImportedGoldenAnswers } from '@/lib/contracts/data/imported'
import { findFileScope } from '@/lib/db/data/import-scope'
import {
  collectGoldenAnswers,
  findContradiction,
  type GoldenImportRow,
  goldenFileRows,
  insertImportedAnswers,
  insertImportedConclusions,
  makeImportedCandidates,
  nameExperts,
} from '@/lib/db/golden/golden-file-rows'
import { analyzeTables } from '@/lib/db/session/copy-tables'
import { lockProject, writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { answerCode } from '@/lib/domain/rating/answer'
import { conflict } from '@/lib/errors'
import { FormatError } from '@/lib/formats/format-error'
import { goldenFileStream, readGoldenFile } from '@/lib/formats/golden-file'
import { ClassLookup } from '@/lib/formats/name-lookup'
import { guardProject } from '@/lib/services/access/guard-project'
import type { ExportedProject, ExportFile } from '@/lib/services/export-file'
import { type ImportHooks, reportProgress, withImportSession } from '@/lib/services/progress'
import { conclusionCode, currentConclusion } from './golden-pairs'

/** Adds answers in one transaction. Files never overwrite: an answer that contradicts an existing one is refused. */
export async function importGoldenAnswers(
  actor: Actor,
  { slug, path: file }: { slug: string; path: string },
  hooks: ImportHooks<ImportedGoldenAnswers> = {},
): Promise<ImportedGoldenAnswers> {
  const { projectId, userId } = await guardProject(actor, slug, 'admin')
  const made = await withImportSession(hooks, async (session) => {
    await lockProject(session, projectId)
    const scope = await findFileScope(session, projectId)
    if (scope.imageIds.length === 0)
      throw conflict('The project has no images yet. Import them before the expert answers.')
    let answers = 0
    async function* rows(): AsyncGenerator<GoldenImportRow, void, undefined> {
      const lines = readGoldenFile(file, { positionOf: scope.positionOf, classes: new ClassLookup(scope.classes) })
      for await (const { line, image, label, expert, answer, conclusion } of lines) {
        const classId = scope.classIds.get(label) ?? -1
        const concluded = conclusion && conclusionCode[conclusion]
        yield [line, scope.imageIds[image]!, classId, expert, answerCode(answer), concluded]
        if (++answers % 4_096 !== 0) continue
        reportProgress(hooks, 'Reading answers', answers, answers)
      }
    }
    await collectGoldenAnswers(session, rows())
    const newExperts = await nameExperts(session, projectId)
    const newCandidates = await makeImportedCandidates(session, projectId)
    const wrong = await findContradiction(session, projectId)
    if (wrong)
      throw new FormatError(file, `line ${wrong.line}, field "answer"`, {
        expected: `${wrong.stored}, the earlier answer of ${wrong.expert}`,
        found: wrong.said,
        fix: 'Remove the line, or use another name for the expert. Imports never overwrite answers.',
      })
    const newAnswers = await insertImportedAnswers(session, projectId)
    const text = `Resolution imported with the answers in ${path.basename(file)}.`
    const note = { projectId, userId, author: 'Import', text }
    const newConclusions = await insertImportedConclusions(session, note)
    const outcome = { answers, newAnswers, newExperts, newCandidates, newConclusions }
    await writeAuditEvent(session, { projectId, userId, action: 'golden.import', details: outcome })
    return outcome
  })
  await analyzeTables(['golden_answer', 'candidate'])
  return made
}

async function* lines(projectId: number) {
  for await (const { fileName, className, classId, expert, answer, conclusion } of goldenFileRows(projectId)) {
    const concluded = typeof conclusion === 'number' ? currentConclusion(conclusion) : null
    const named = { file: fileName, class: className, class_id: classId }
    yield { ...named, expert, answer, conclusion: concluded }
  }
}

/** Experts keep the names from imported files or are numbered; accounts are never named. */
export const exportGoldenAnswers = ({ id, slug }: ExportedProject): ExportFile => ({
  fileName: `${slug}-golden-answers.csv`,
  content: goldenFileStream(lines(id)),
})
