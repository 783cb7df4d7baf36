import type { AnswerReading, AnswerReport } from '@/lib/contracts/data/answers'
import { answerOf } from '@/lib/domain/rating/answer'
import { invalidInput } from '@/lib/errors'
import { answerFormatOf, answerFormats } from '@/lib/formats/answers/answer-formats'
import type { LabelKind, OpenedAnswers } from '@/lib/formats/answers/file-answer'
import { FormatError, shortJson } from '@/lib/formats/format-error'
import { type ProgressHooks, reportProgress } from '@/lib/services/progress'
import { AnswerMatcher, type AnswerScope } from './match-answers'

const shownRaters = 12
const shownImages = 100

export type AnswersDescribed = Omit<AnswerReport, 'importedAt' | 'isOwnExport'>

/** Detects the format if none is given. Each call reads from the beginning. */
export async function openAnswers(
  path: string,
  { format, mapping }: Pick<AnswerReading, 'format' | 'mapping'>,
): Promise<OpenedAnswers & { format: AnswersDescribed['format'] }> {
  const known = format ?? (await answerFormatOf(path))
  return { format: known, ...(await answerFormats[known].open(path, { columns: mapping.columns })) }
}

/** Bounds memory: if the wrong column is mapped, every row may have a different name. */
const mostNames = 4_000_000
/** As in a mapping. PostgreSQL could not index a much longer name. */
const longestName = 1_000

class Tally<Name> extends Map<Name, number> {
  constructor(
    private readonly file: string,
    private readonly what: string,
    private readonly most: number,
  ) {
    super()
  }

  add(name: Name, where: string) {
    const count = this.get(name)
    if (count === undefined && typeof name === 'string') this.refuseText(name, where)
    this.set(name, (count ?? 0) + 1)
    if (this.size <= this.most) return
    throw new FormatError(this.file, 'the file', {
      found: 'more',
      expected: `at most ${this.most.toLocaleString('en')} different names of ${this.what}`,
      fix: `Check which column or field has the ${this.what}.`,
    })
  }

  private refuseText(name: string, where: string) {
    const wrong = (expected: string, found: string) =>
      new FormatError(this.file, where, { expected, found, fix: `Correct the names of the ${this.what}.` })
    if (name.length > longestName)
      throw wrong(`a name of at most ${longestName.toLocaleString('en')} characters`, `${name.length}`)
    // PostgreSQL stores neither NUL characters nor halves of characters.
    if (/[\0\p{Cs}]/u.test(name)) throw wrong('text without control characters', shortJson(name))
  }
}

/** Counts all names in a file. Images with an exact match need one byte each instead of their name. */
async function countNames(
  file: string,
  { answers: given }: OpenedAnswers,
  { positionOf }: AnswerScope,
  { onProgress, signal }: ProgressHooks,
  most: number,
) {
  const found = new Uint8Array(positionOf.size)
  const otherImages = new Tally<string | number>(file, 'images', most)
  const [answers, raters] = [new Tally<string>(file, 'answers', most), new Tally<string>(file, 'raters', most)]
  const ofKind = () => new Tally<string>(file, 'classes', most)
  const labels: Record<LabelKind, Tally<string>> = { id: ofKind(), index: ofKind(), name: ofKind() }
  let answerCount = 0
  for await (const { where, image, label, labelKind, answer, rater } of given) {
    const position = typeof image === 'number' ? image : positionOf.get(image)
    if (position !== undefined && position < found.length) found[position] = 1
    else otherImages.add(image, where)
    if (label !== null) labels[labelKind].add(label, where)
    if (answer !== null) answers.add(answer, where)
    if (rater !== null) raters.add(rater, where)
    if (++answerCount % 16_384 !== 0) continue
    reportProgress({ onProgress, signal }, 'Reading the file', answerCount, answerCount)
  }
  const imageCount = found.reduce((sum, one) => sum + one, 0) + otherImages.size
  return { imageCount, otherImages, labels, answers, raters, answerCount }
}

/** Reads the whole file and writes nothing. */
export async function describeAnswers(
  path: string,
  scope: AnswerScope,
  reading: AnswerReading,
  progress: ProgressHooks = {},
  most = mostNames,
): Promise<AnswersDescribed> {
  const matcher = new AnswerMatcher(scope, reading.mapping)
  const opened = await openAnswers(path, reading)
  const { imageCount, otherImages, labels, answers, raters, answerCount } = await countNames(
    path,
    opened,
    scope,
    progress,
    most,
  )
  if (answerCount === 0)
    throw new FormatError(path, 'the file', {
      expected: 'at least one answer',
      found: 'none',
      fix: 'Check that this is the right file.',
    })
  const { namesOnlyPresent, hasRaters, columns, format } = opened
  const nameOf = new Map(scope.classes.map(({ index, name }) => [index, name]))
  const classes = (['id', 'index', 'name'] as const).flatMap((kind) =>
    [...labels[kind]].map(([name, count]) => {
      const index = matcher.classOf(name, kind)
      const isFound = typeof index === 'number'
      return {
        ...{ name, count },
        proposed: isFound ? { index, name: nameOf.get(index) ?? '' } : null,
        problem: index === undefined ? matcher.problemOf(name, kind) : null,
      }
    }),
  )
  const codes = matcher.answersOf(answers.keys())
  const unknownImages = [...otherImages]
    .filter(([name]) => matcher.imageOf(name) === undefined)
    .map(([name, count]) => ({ name: typeof name === 'number' ? `position ${name}` : name, count }))
  return {
    ...{ format, namesOnlyPresent, hasRaters, answerCount },
    columns: columns && { all: columns.all, used: columns.used },
    raterCount: Math.max(1, raters.size),
    raters: [...raters.keys()].slice(0, shownRaters),
    imageCount,
    classCount: classes.length,
    unknownClassCount: classes.filter(({ problem }) => problem !== null).length,
    classes: classes.sort((a, b) => Number(a.problem === null) - Number(b.problem === null)),
    answers: [...answers].map(([name, count]) => {
      const code = codes.get(name)
      return {
        ...{ name, count },
        proposed: typeof code === 'number' ? answerOf(code) : null,
        isUnknown: code === undefined,
      }
    }),
    unknownImageCount: unknownImages.length,
    unknownImages: unknownImages.slice(0, shownImages),
  }
}

const some = (names: readonly string[], suggestionFor: (name: string) => string = () => '') =>
  `${names
    .slice(0, 5)
    .map((name) => `“${name.slice(0, 60)}”${suggestionFor(name)}`)
    .join(', ')}${names.length > 5 ? ` and ${(names.length - 5).toLocaleString('en')} others` : ''}`

/** Throws if any name in the file is unknown, since nothing is guessed or left out without the user's consent. */
export function refuseUnknownNames(
  path: string,
  { classes, answers, unknownImages, unknownImageCount }: AnswersDescribed,
  { leavesOutUnknownImages }: AnswerReading,
  { lookup }: AnswerMatcher,
) {
  const unknownClasses = classes.filter(({ problem }) => problem !== null).map(({ name }) => name)
  const unknownAnswers = answers.filter(({ isUnknown }) => isUnknown).map(({ name }) => name)
  const problems = [
    unknownClasses.length > 0 &&
      `No class of the project, or more than one, is called ${some(unknownClasses, (name) => lookup.suggestionFor(name))}.`,
    unknownAnswers.length > 0 && `It is not clear what the answers ${some(unknownAnswers)} mean.`,
    unknownImageCount > 0 &&
      !leavesOutUnknownImages &&
      `The project does not have ${unknownImageCount.toLocaleString('en')} of the images, such as ${some(unknownImages.map(({ name }) => name).slice(0, 5))}.`,
  ].filter((problem) => problem !== false)
  if (problems.length === 0) return
  throw invalidInput(
    `${path}: ${problems.join(' ')} Nothing was imported. Say in a mapping what each name means, or null to leave it out.`,
  )
}
