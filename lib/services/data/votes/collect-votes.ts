import { type VoteTable, voteTable } from '@/lib/aggregation/vote-table'
import type { AnswerReading } from '@/lib/contracts/data/answers'
import { answerCode, answers as answerKinds } from '@/lib/domain/rating/answer'
import type { FileAnswer } from '@/lib/formats/answers/file-answer'
import { FormatError } from '@/lib/formats/format-error'
import type { ProgressHooks } from '@/lib/services/progress'
import { type AnswersDescribed, openAnswers } from './describe-answers'
import type { AnswerMatcher } from './match-answers'

export interface CollectedRater {
  name: string
  isLeftOut: boolean
  isSimulated: boolean
}

/** The votes of a file. Items of the table are pairs of an image and a class, in the order in which the file names them. */
export interface CollectedVotes {
  /** [items] position of the image. */
  image: Int32Array
  /** [items] class index. */
  label: Int32Array
  /** By rising rater within each item. */
  votes: VoteTable
  /** [votes] when, in milliseconds; null where the file says no times, NaN where it does not say this one. */
  times: Float64Array | null
  /** In the order of their names, numbers by their value. */
  raters: CollectedRater[]
  leftOut: number
  repeated: number
}

interface CollectInput {
  path: string
  reading: AnswerReading
  matcher: AnswerMatcher
  described: AnswersDescribed
  /** How the raters of a file without raters are called. */
  raterName: string
  /** Classes that are in question for an image beside those that the file names. */
  askedOf: (image: number) => Iterable<number>
  now: Date
}

const yes = answerCode('yes')
const no = answerCode('no')

/** The pairs of a file, numbered as they come. */
class Pairs {
  readonly image: number[] = []
  readonly label: number[] = []
  private readonly byImage = new Map<number, Map<number, number>>()

  of(image: number, label: number): number {
    const labels = this.labelsOf(image)
    const known = labels.get(label)
    if (known !== undefined) return known
    const item = this.image.length
    this.image.push(image)
    this.label.push(label)
    labels.set(label, item)
    return item
  }

  /** Items by class index. */
  labelsOf(image: number): Map<number, number> {
    const known = this.byImage.get(image)
    if (known) return known
    const labels = new Map<number, number>()
    this.byImage.set(image, labels)
    return labels
  }
}

class Raters {
  readonly list: CollectedRater[] = []
  private readonly indexOf = new Map<string, number>()

  of(name: string, { isLeftOut, isSimulated }: FileAnswer): number {
    const known = this.indexOf.get(name)
    if (known !== undefined) return known
    const index = this.list.length
    this.list.push({ name, isLeftOut, isSimulated })
    this.indexOf.set(name, index)
    return index
  }

  /** The new index of each, by their names: `2` before `10`. */
  sorted() {
    const collator = new Intl.Collator('en', { numeric: true })
    const order = [...this.list.keys()].sort((a, b) => collator.compare(this.list[a]!.name, this.list[b]!.name))
    const place = new Int32Array(order.length)
    for (const [index, old] of order.entries()) place[old] = index
    return { raters: order.map((old) => this.list[old]!), place }
  }
}

/** A time as files write it: ISO 8601 or what else is understood, or seconds or milliseconds since 1970. */
function timeOf(text: string): number {
  if (/^\d{10}(\.\d+)?$/.test(text)) return Number(text) * 1_000
  if (/^\d{13}$/.test(text)) return Number(text)
  return Date.parse(text)
}

/** The numbers 0 to keys.length − 1 in the order of their keys, those with the same key in their given order. */
function byKey(keys: ArrayLike<number>, keyCount: number, before: Int32Array): Int32Array {
  const start = new Int32Array(keyCount + 1)
  for (let k = 0; k < keys.length; k++) start[keys[k]! + 1]!++
  for (let key = 0; key < keyCount; key++) start[key + 1]! += start[key]!
  const order = new Int32Array(keys.length)
  for (const k of before) order[start[keys[k]!]!++] = k
  return order
}

/** The votes of a file as they are read. */
class Gathering {
  readonly pairs = new Pairs()
  readonly raters = new Raters()
  readonly item: number[] = []
  readonly rater: number[] = []
  readonly answer: number[] = []
  readonly time: number[] = []
  /** Which answer of the file each vote is, to find it again. */
  readonly ordinal: number[] = []
  leftOut = 0
  /** When each rater saw each image, where those who saw it said no to what they did not name. */
  private readonly seen = new Map<number, Map<number, number>>()
  private readonly codes: ReturnType<AnswerMatcher['answersOf']>
  private readonly impliesNo: boolean

  constructor(private readonly input: CollectInput) {
    const { matcher, described, reading } = input
    this.codes = matcher.answersOf(described.answers.map(({ name }) => name))
    this.impliesNo = reading.absent === 'no' && described.namesOnlyPresent
  }

  enter(one: FileAnswer, ordinal: number) {
    const { matcher, raterName } = this.input
    const image = matcher.imageOf(one.image)
    if (typeof image !== 'number') {
      this.leftOut++
      return
    }
    const rater = this.raters.of(one.rater ?? raterName, one)
    const time = this.checkedTime(one)
    if (this.impliesNo) this.see(image, rater, time)
    if (one.label === null) return
    const label = matcher.classOf(one.label, one.labelKind)
    const answer = one.answer === null ? yes : this.codes.get(one.answer)
    if (typeof label !== 'number' || typeof answer !== 'number') this.leftOut++
    else this.add({ item: this.pairs.of(image, label), rater, answer, time, ordinal })
  }

  private add(vote: Record<'item' | 'rater' | 'answer' | 'time' | 'ordinal', number>) {
    for (const column of ['item', 'rater', 'answer', 'time', 'ordinal'] as const) this[column].push(vote[column])
  }

  private see(image: number, rater: number, time: number) {
    const ofImage = this.seen.get(image) ?? new Map<number, number>()
    this.seen.set(image, ofImage.set(rater, time))
  }

  private checkedTime({ where, time }: FileAnswer): number {
    if (time === null) return Number.NaN
    const at = timeOf(time)
    const { path, described, now } = this.input
    if (at >= 0 && at <= now.getTime()) return at
    throw new FormatError({
      ...{ file: path, where: `${where}, field "${described.columns?.used.time ?? 'time'}"` },
      ...{ expected: 'a time in the past, such as 2026-11-27T09:30:00Z', found: time.slice(0, 60) },
      mend: 'Correct the time, leave it empty, or state in the mapping that no column has times: "columns": {"time": null}.',
    })
  }

  /** Adds a no of each rater to the classes of an image that others named or the project asks about, and they did not. */
  addAbsent() {
    const said = new Map<number, Set<number>>()
    for (const [vote, item] of this.item.entries()) {
      const raters = said.get(item) ?? new Set<number>()
      said.set(item, raters.add(this.rater[vote]!))
    }
    for (const [image, raters] of this.seen) {
      for (const label of this.input.askedOf(image)) this.pairs.of(image, label)
      for (const item of this.pairs.labelsOf(image).values())
        for (const [rater, time] of raters)
          if (!said.get(item)?.has(rater)) this.add({ item, rater, answer: no, time, ordinal: -1 })
    }
  }
}

/** Reads the votes of a file whose names have all been understood. Two different answers to one question are refused. */
export async function collectVotes(input: CollectInput, progress: ProgressHooks = {}): Promise<CollectedVotes> {
  const { path, reading, described } = input
  const opened = await openAnswers(path, { ...reading, format: described.format })
  const gathering = new Gathering(input)
  let ordinal = 0
  for await (const one of opened.answers) {
    gathering.enter(one, ordinal)
    if (++ordinal % 16_384 !== 0) continue
    progress.signal?.throwIfAborted()
    progress.onProgress?.('Reading votes', ordinal, described.answerCount)
  }
  gathering.addAbsent()
  if (gathering.item.length === 0)
    throw new FormatError({
      ...{ file: path, where: 'the file', expected: 'at least one vote', found: 'none after the mapping' },
      mend: 'Leave out less.',
    })
  return sortedVotes(gathering, input)
}

/** The votes by item and rater, each once. */
async function sortedVotes(gathering: Gathering, input: CollectInput): Promise<CollectedVotes> {
  const { pairs, item, answer, ordinal, time, leftOut } = gathering
  const { raters, place } = gathering.raters.sorted()
  const rater = Int32Array.from(gathering.rater, (index) => place[index]!)
  const itemCount = pairs.image.length
  const order = byKey(item, itemCount, byKey(rater, raters.length, Int32Array.from(rater.keys())))
  const kept: number[] = []
  for (const vote of order) {
    const before = kept.at(-1)
    if (before === undefined || item[before] !== item[vote] || rater[before] !== rater[vote]) kept.push(vote)
    else if (answer[before] !== answer[vote]) throw await contradiction(input, ordinal[before]!, ordinal[vote]!)
  }
  const hasTimes = kept.some((vote) => !Number.isNaN(time[vote]))
  return {
    image: Int32Array.from(pairs.image),
    label: Int32Array.from(pairs.label),
    votes: voteTable({
      ...{ itemCount, raterCount: raters.length, answerCount: answerKinds.length },
      item: kept.map((vote) => item[vote]!),
      rater: kept.map((vote) => rater[vote]!),
      answer: kept.map((vote) => answer[vote]!),
    }),
    times: hasTimes ? Float64Array.from(kept, (vote) => time[vote]!) : null,
    raters,
    leftOut,
    repeated: item.length - kept.length,
  }
}

/** The refusal of two different answers of one rater to one question. Where they are is looked up only now. */
async function contradiction({ path, reading, described }: CollectInput, first: number, second: number) {
  const found: FileAnswer[] = []
  let ordinal = 0
  const { answers, fields } = await openAnswers(path, { ...reading, format: described.format })
  for await (const one of answers) {
    if (ordinal === first || ordinal === second) found.push(one)
    if (ordinal++ >= second) break
  }
  const [one, other] = found
  return new FormatError({
    ...{ file: path, where: `${other?.where}, field "${fields.answer}"` },
    expected: `one answer of a rater to an image and class, “${one?.answer ?? 'yes'}” as in ${one?.where}`,
    found: `“${other?.answer ?? 'yes'}” of rater “${other?.rater ?? ''}” about “${other?.image}”, “${other?.label}”`,
    mend: 'Remove one of the two.',
  })
}
