import { writeFile } from 'node:fs/promises'
import { type AnswerMapping, type AnswerReport, answerMapping } from '@/lib/contracts/data/answers'
import { AppError } from '@/lib/errors'
import { writeProblem } from '@/lib/file-system'
import { readJsonObject } from '@/lib/formats/json-file'

export async function readMapping(file: string): Promise<AnswerMapping> {
  const parsed = answerMapping.safeParse(await readJsonObject(file))
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(
    ({ path, message }) => `${path.map(String).join(', ')}: ${message.replace(/\.$/, '')}`,
  )
  throw new AppError(
    'invalid-input',
    `${file}: ${problems.slice(0, 5).join('; ')}. A mapping has columns, classes, answers and images; null leaves a name out.`,
  )
}

/** Writes how all names of a file would be resolved. Unknown names are left blank, to be filled in. */
export async function writeMapping(file: string, report: AnswerReport): Promise<void> {
  const mapping = {
    columns: report.columns?.used ?? {},
    classes: Object.fromEntries(
      report.classes.map(({ name, proposed, problem }) => [name, problem === null ? (proposed?.index ?? null) : '']),
    ),
    answers: Object.fromEntries(
      report.answers.map(({ name, proposed, isUnknown }) => [name, isUnknown ? '' : proposed]),
    ),
    images: Object.fromEntries(report.unknownImages.map(({ name }) => [name, ''])),
  }
  await writeFile(file, `${JSON.stringify(mapping, null, 2)}\n`).catch((cause: unknown) => {
    throw writeProblem(file, cause)
  })
}
