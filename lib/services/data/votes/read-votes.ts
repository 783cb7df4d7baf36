import type { AnswerReading } from '@/lib/contracts/data/answers'
import type { FileScope } from '@/lib/db/data/import-scope'
import type { CopyRow } from '@/lib/db/session/copy-session'
import { answerCode } from '@/lib/domain/rating/answer'
import type { FileAnswer } from '@/lib/formats/answers/file-answer'
import { FormatError } from '@/lib/formats/format-error'
import { type ProgressHooks, reportProgress } from '@/lib/services/progress'
import { type AnswerDescription, openAnswers } from './describe-answers'
import type { AnswerMatcher } from './match-answers'

export interface FileRater {
  name: string
  isExcluded: boolean
  isSimulated: boolean
}

interface ReadInput {
  path: string
  reading: AnswerReading
  scope: FileScope
  matcher: AnswerMatcher
  described: AnswerDescription
  /** Name of the single rater of a file without raters. */
  raterName: string
  now: Date
}

/** Whether raters who saw an image are taken to have said no to classes they did not name. */
export const absentMeansNo = ({ reading, described }: Pick<ReadInput, 'reading' | 'described'>) =>
  reading.absent === 'no' && described.namesOnlyPresent

const isoTime = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(?:Z|([+-]\d\d):?(\d\d)?)?)?$/

/**
 * Parses a time in ISO 8601, in UTC unless it names a zone, or seconds (10 digits) or milliseconds (13 digits) since
 * 1970. NaN for anything else: Date.parse alone would take `02.01.2026` for 1 February, in the server's time zone.
 */
export function timeOf(text: string): number {
  if (/^\d{10}(\.\d+)?$/.test(text)) return Math.trunc(Number(text) * 1_000)
  if (/^\d{13}$/.test(text)) return Number(text)
  const [, day, clock = '00:00', hours = '+00', minutes = '00'] = isoTime.exec(text) ?? []
  // Date.parse turns 30 February into 2 March.
  const exists = day?.endsWith(String(new Date(day).getUTCDate()).padStart(2, '0'))
  return exists ? Date.parse(`${day}T${clock}${hours}:${minutes}`) : Number.NaN
}

export class VoteReader {
  /** In order of appearance. */
  readonly raters: FileRater[] = []
  leftOut = 0
  private readonly indexOf = new Map<string, number>()
  private readonly codes: ReturnType<AnswerMatcher['answersOf']>
  private readonly keepsSeen: boolean

  constructor(private readonly input: ReadInput) {
    this.codes = input.matcher.answersOf(input.described.answers.map(({ name }) => name))
    this.keepsSeen = absentMeansNo(input)
  }

  async *rows({ onProgress, signal }: ProgressHooks = {}): AsyncGenerator<CopyRow, void, undefined> {
    const { path, reading, described } = this.input
    const { answers } = await openAnswers(path, { ...reading, format: described.format })
    let ordinal = 0
    for await (const one of answers) {
      const row = this.rowOf(one, ordinal)
      if (row) yield row
      if (++ordinal % 16_384 !== 0) continue
      reportProgress({ onProgress, signal }, 'Reading votes', ordinal, described.answerCount)
    }
  }

  private rowOf(one: FileAnswer, ordinal: number): CopyRow | null {
    const { matcher, scope, raterName } = this.input
    const image = matcher.imageOf(one.image)
    if (typeof image !== 'number') {
      this.leftOut++
      return null
    }
    const rater = this.raterOf(one.rater ?? raterName, one)
    const time = this.checkedTime(one)
    const label = one.label === null ? null : matcher.classOf(one.label, one.labelKind)
    const answer = one.answer === null ? answerCode('yes') : this.codes.get(one.answer)
    const isVote = typeof label === 'number' && typeof answer === 'number'
    if (!isVote && one.label !== null) this.leftOut++
    if (!isVote && !this.keepsSeen) return null
    const given = isVote ? [scope.classIds.get(label)!, answer] : [null, null]
    return [image, scope.imageIds[image]!, given[0]!, rater, given[1]!, time, ordinal]
  }

  private raterOf(name: string, { isExcluded, isSimulated }: FileAnswer): number {
    const known = this.indexOf.get(name)
    if (known !== undefined) return known
    const index = this.raters.length
    this.raters.push({ name, isExcluded, isSimulated })
    this.indexOf.set(name, index)
    return index
  }

  private checkedTime({ where, time }: FileAnswer): number | null {
    if (time === null) return null
    const at = timeOf(time)
    const { path, described, now } = this.input
    if (at >= 0 && at <= now.getTime()) return at
    throw new FormatError(path, `${where}, field "${described.columns?.used.time ?? 'time'}"`, {
      expected: 'a time in the past (ISO 8601), such as 2026-11-27T09:30:00Z',
      found: time.slice(0, 60),
      fix: 'Correct the time, leave it empty, or state in the mapping that no column has times: "columns": {"time": null}.',
    })
  }
}

/** Orders raters by name, `2` before `10`. Returns the sorted indices and the position of each rater. */
export function orderOfNames(raters: readonly FileRater[]) {
  const collator = new Intl.Collator('en', { numeric: true })
  const order = [...raters.keys()].sort((a, b) => collator.compare(raters[a]!.name, raters[b]!.name))
  const positions = new Int32Array(order.length)
  for (const [position, index] of order.entries()) positions[index] = position
  return { order, positions }
}

/** Returns the error for two different answers by one rater to one question. Reads the file again to locate them. */
export async function contradiction(
  { path, reading, described }: Pick<ReadInput, 'path' | 'reading' | 'described'>,
  { first, second }: { first: number; second: number },
) {
  const found: FileAnswer[] = []
  let ordinal = 0
  const { answers, fields } = await openAnswers(path, { ...reading, format: described.format })
  for await (const one of answers) {
    if (ordinal === first || ordinal === second) found.push(one)
    if (ordinal++ >= second) break
  }
  const [one, other] = found
  return new FormatError(path, `${other?.where}, field "${fields.answer}"`, {
    expected: `one answer of a rater to an image and class, “${one?.answer ?? 'yes'}” as in ${one?.where}`,
    found: `“${other?.answer ?? 'yes'}” of rater “${other?.rater ?? ''}” about “${other?.image}”, “${other?.label}”`,
    fix: 'Remove one of the two.',
  })
}

export const noVotes = (path: string, leftOut: number) =>
  new FormatError(path, 'the file', {
    expected: 'at least one vote',
    ...(leftOut > 0
      ? {
          found: 'none after the mapping',
          fix: 'Leave out fewer names in the mapping, so that at least one vote remains.',
        }
      : { found: 'only images without classes', fix: 'Check that this is the right file.' }),
  })
