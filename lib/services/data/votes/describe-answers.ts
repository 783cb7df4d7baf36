import type { AnswerReading, AnswerReport } from '@/lib/contracts/data/answers'
import { answerOf } from '@/lib/domain/rating/answer'
import { invalidInput } from '@/lib/errors'
import { answerFormatOf, answerFormats } from '@/lib/formats/answers/answer-formats'
import type { LabelKind, OpenedAnswers } from '@/lib/formats/answers/file-answer'
import { FormatError, shortJson } from '@/lib/formats/format-error'
import { type ProgressHooks, reportProgress } from '@/lib/services/progress'
import { counted, wholeNumber } from '@/lib/wording/number'
import { AnswerMatcher, type AnswerScope } from './match-answers'

const shownRaters = 12
const shownImages = 100
/** How many unknown names of a kind are located. */
const maxLocated = 100

export type AnswerDescription = Omit<AnswerReport, 'importedAt' | 'isOwnExport'>

/** Detects the format if none is given. Each call reads from the beginning. */
export async function openAnswers(
  path: string,
  { format, mapping }: Pick<AnswerReading, 'format' | 'mapping'>,
): Promise<OpenedAnswers & { format: AnswerDescription['format'] }> {
  const known = format ?? (await answerFormatOf(path))
  return { format: known, ...(await answerFormats[known].open(path, { columns: mapping.columns })) }
}

/** Bounds memory: if the wrong column is mapped, every row may have a different name. */
const maxNames = 4_000_000
/** As in a mapping. PostgreSQL could not index a much longer name. */
const maxNameLength = 1_000

class Tally<Name> extends Map<Name, number> {
  /** First location of the first unknown names. */
  private readonly places = new Map<Name, string>()

  constructor(
    private readonly file: string,
    private readonly what: string,
    private readonly most: number,
    private readonly isUnknown: (name: Name) => boolean = () => false,
  ) {
    super()
  }

  /** Null for names that are known, and for most of very many unknown ones. */
  placeOf(name: Name): string | null {
    return this.places.get(name) ?? null
  }

  add(name: Name, where: string) {
    const count = this.get(name)
    if (count === undefined && typeof name === 'string') this.refuseText(name, where)
    this.set(name, (count ?? 0) + 1)
    if (count === undefined && this.places.size < maxLocated && this.isUnknown(name)) this.places.set(name, where)
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
    if (name.length > maxNameLength)
      throw wrong(`a name of at most ${maxNameLength.toLocaleString('en')} characters`, `${name.length}`)
    // PostgreSQL stores neither NUL characters nor halves of characters.
    if (/[\0\p{Cs}]/u.test(name)) throw wrong('text without control characters', shortJson(name))
  }
}

/** Counts all names in a file. Images with an exact match need one byte each instead of their name. */
async function countNames(
  file: string,
  { answers: given }: OpenedAnswers,
  { positionOf }: AnswerScope,
  { matcher, most }: { matcher: AnswerMatcher; most: number },
  { onProgress, signal }: ProgressHooks,
) {
  const found = new Uint8Array(positionOf.size)
  const otherImages = new Tally<string | number>(file, 'images', most, (name) => matcher.imageOf(name) === undefined)
  // Whether an answer is unknown depends on the others.
  const answers = new Tally<string>(file, 'answers', most, () => true)
  const raters = new Tally<string>(file, 'raters', most)
  const ofKind = (kind: LabelKind) =>
    new Tally<string>(file, 'classes', most, (name) => matcher.classOf(name, kind) === undefined)
  const labels: Record<LabelKind, Tally<string>> = { id: ofKind('id'), index: ofKind('index'), name: ofKind('name') }
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
  most = maxNames,
): Promise<AnswerDescription> {
  const matcher = new AnswerMatcher(scope, reading.mapping)
  const opened = await openAnswers(path, reading)
  const { imageCount, otherImages, labels, answers, raters, answerCount } = await countNames(
    path,
    opened,
    scope,
    { matcher, most },
    progress,
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
        ...{ name, count, where: labels[kind].placeOf(name) },
        proposed: isFound ? { index, name: nameOf.get(index) ?? '' } : null,
        problem: index === undefined ? matcher.problemOf(name, kind) : null,
      }
    }),
  )
  const codes = matcher.answersOf(answers.keys())
  const unknownImages = [...otherImages]
    .filter(([name]) => matcher.imageOf(name) === undefined)
    .map(([name, count]) => {
      const where = otherImages.placeOf(name)
      return { name: typeof name === 'number' ? `position ${name}` : name, count, where }
    })
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
        ...{ name, count, where: code === undefined ? answers.placeOf(name) : null },
        proposed: typeof code === 'number' ? answerOf(code) : null,
        isUnknown: code === undefined,
      }
    }),
    unknownImageCount: unknownImages.length,
    unknownImages: unknownImages.slice(0, shownImages),
  }
}

const maxNamed = 10
type Named = Pick<AnswerDescription['unknownImages'][number], 'name' | 'count' | 'where'>

/** Names the first of some names in a file with their first location, and counts the rest of `total`. */
function listed(names: readonly Named[], total: number, hintFor: (name: string) => string = () => '') {
  const first = names.slice(0, maxNamed).map(({ name, count, where }) => {
    const times = count > 1 ? ` (${wholeNumber(count)} times)` : ''
    return `“${name.slice(0, 60)}”${hintFor(name)}${where === null ? '' : ` in ${where}`}${times}`
  })
  const rest = total - first.length
  return `${first.join(', ')}${rest > 0 ? ` and ${counted(rest, 'other')}` : ''}`
}

/** Throws if any name in the file is unknown, since nothing is guessed or left out without the user's consent. */
export function refuseUnknownNames(
  path: string,
  { classes, answers, unknownImages, unknownImageCount }: AnswerDescription,
  { leavesOutUnknownImages }: AnswerReading,
  { lookup }: AnswerMatcher,
) {
  const [unknown, ambiguous] = [[] as Named[], [] as Named[]]
  for (const one of classes)
    if (one.problem !== null) (lookup.meaningsOf(one.name, true).size > 1 ? ambiguous : unknown).push(one)
  const unclear = answers.filter(({ isUnknown }) => isUnknown)
  const problems = [
    unknown.length > 0 &&
      `No class of the project is called ${listed(unknown, unknown.length, (name) => lookup.suggestionFor(name))}.`,
    ambiguous.length > 0 &&
      `More than one class is called ${listed(ambiguous, ambiguous.length, (name) => ` (${lookup.describeMeanings(name)})`)}.`,
    unclear.length > 0 && `The meaning of some answers is not clear: ${listed(unclear, unclear.length)}.`,
    unknownImageCount > 0 &&
      !leavesOutUnknownImages &&
      `The project has no image called ${listed(unknownImages, unknownImageCount)}.`,
  ].filter((problem) => problem !== false)
  if (problems.length === 0) return
  throw invalidInput(
    `${path}: ${problems.join(' ')} Nothing was imported. Say in a mapping what each name means, or null to leave it out.`,
  )
}
