import { columnPosition, emptyCsv, missingColumn, readCsvRecords } from './csv'
import { FormatError, NameProblems } from './format-error'
import { ImageNames } from './image-names'
import type { ImageLabel, LabelScope } from './label-file'
import { fileColumn, labelColumn } from './name-lookup'

/** Finds the class column: `class` or `candidate` with any name of the class, or a column of label files. */
function classColumn(path: string, header: readonly string[], { classes }: LabelScope) {
  for (const column of ['class', 'candidate']) {
    const position = columnPosition(path, header, column)
    if (position !== null) return { column, position, indexOf: (text: string) => classes.ofText(text) }
  }
  const label = labelColumn(path, header, classes)
  if (label) return label
  throw missingColumn(path, header, 'a column "class"')
}

/**
 * Reads which classes to ask about: CSV with `image` (or `file`) and `class` (or `candidate`, `label`, `class_index`,
 * `class_id`), one pair per line. Repeated pairs count once.
 */
export async function* readCandidateList(path: string, scope: LabelScope): AsyncGenerator<ImageLabel, void, undefined> {
  let columns: { file: ReturnType<typeof fileColumn>; class: ReturnType<typeof classColumn> } | null = null
  const images = new ImageNames(scope.positionOf)
  const problems = new NameProblems(path)
  const classesOf = new Map<number, Set<number>>()
  for await (const { line, fields } of readCsvRecords(path)) {
    if (!columns) {
      columns = { file: fileColumn(path, fields), class: classColumn(path, fields, scope) }
      continue
    }
    const name = fields[columns.file.position]!
    const image = images.find(name)
    if (image === undefined) problems.add(`line ${line}`, columns.file.column, images.problemOf(name))
    const label = columns.class.indexOf(fields[columns.class.position]!)
    if (typeof label !== 'number') problems.add(`line ${line}`, columns.class.column, label)
    if (image === undefined || typeof label !== 'number') continue
    const known = classesOf.get(image) ?? new Set()
    classesOf.set(image, known)
    if (known.has(label)) continue
    known.add(label)
    yield { image, label }
  }
  problems.end()
  if (!columns) throw emptyCsv(path, ['image', 'class'])
  if (classesOf.size > 0) return
  throw new FormatError(path, 'the file', {
    expected: 'at least one candidate',
    found: 'none',
    fix: 'Add a line for each image and class.',
  })
}
