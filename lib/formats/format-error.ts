import { AppError } from '@/lib/errors'
import { reasonOf } from '@/lib/file-system'

export interface FormatProblem {
  expected: string
  found: string
  /** One sentence on how to fix it, with a full stop. */
  fix: string
}

/** A file with unexpected content. The message has file, location, expected and found value, and the fix. */
export class FormatError extends AppError {
  readonly file: string
  readonly where: string
  readonly problem: FormatProblem

  /** `file` is its path as given; `where` the location of the error, such as `array "info"` or `line 12`. */
  constructor(file: string, where: string, problem: FormatProblem) {
    const found = problem.found.replace(/\.$/, '')
    const message = `${file}, ${where}: expected ${problem.expected}, found ${found}. ${problem.fix}`
    // A terminal would obey control characters, and PostgreSQL stores no NUL.
    super('invalid-input', message.replaceAll(/\p{Cc}/gu, '\uFFFD'))
    this.name = 'FormatError'
    this.file = file
    this.where = where
    this.problem = problem
  }

  /** The error without its location, for lists that show the location separately. */
  get reason(): string {
    const { expected, found, fix } = this.problem
    return `Expected ${expected}, found ${found}. ${fix}`
  }

  /** Returns the error with another file name, for instance if the file was unpacked to a temporary one. */
  named(file: string): FormatError {
    return new FormatError(file, this.where, this.problem)
  }
}

/** Creates a FormatError about a field; a null field means the whole place. */
export type Refuse = (field: string | null, expected: string, found: string, fix: string) => FormatError

/** Returns a function that creates the errors about a place in a file, such as `line 12`. */
export const refuseAt =
  (file: string, where: string): Refuse =>
  (field, expected, found, fix) =>
    new FormatError(file, field === null ? where : `${where}, field "${field}"`, { expected, found, fix })

interface Problems {
  /** The first of them. */
  named: { where: string; field: string | null; problem: FormatProblem }[]
  /** All different values. */
  found: Set<string>
}

/**
 * Collects names of images and classes in a file that the project does not have, so that one error names several.
 * `maxLines` limits how many lines a large file is read on after the first of them.
 */
export class NameProblems {
  private static readonly maxNamed = 10
  private readonly byExpected = new Map<string, Problems>()
  private linesAfter = 0

  constructor(
    private readonly file: string,
    private readonly maxLines = Number.POSITIVE_INFINITY,
  ) {}

  /** A null field means the whole place. */
  add(where: string, field: string | null, problem: FormatProblem) {
    const { named, found } = this.byExpected.get(problem.expected) ?? { named: [], found: new Set<string>() }
    this.byExpected.set(problem.expected, { named, found })
    if (found.size === found.add(problem.found).size) return
    if (named.length < NameProblems.maxNamed) named.push({ where, field, problem })
  }

  /** Call after each line. Returns whether there are no problems; throws them when enough was read. */
  passLine(): boolean {
    if (this.byExpected.size === 0) return true
    const isEnough =
      this.linesAfter++ >= this.maxLines ||
      [...this.byExpected.values()].some(({ found }) => found.size >= NameProblems.maxNamed)
    if (isEnough && this.maxLines < Number.POSITIVE_INFINITY) this.end('at least ')
    return false
  }

  /** Throws FormatError if there are problems. */
  end(atLeast = '') {
    const [error, ...others] = [...this.byExpected.values()].map((one) => this.errorOf(one, atLeast))
    if (!error) return
    const { expected, found, fix } = error.problem
    const also = others.map(({ where, problem }) => {
      return ` Also ${where}: expected ${problem.expected}, found ${problem.found}. ${problem.fix}`
    })
    throw new FormatError(this.file, error.where, { expected, found, fix: `${fix}${also.join('')}` })
  }

  private errorOf({ named, found }: Problems, atLeast: string): FormatError {
    const { where, field, problem } = named[0]!
    const isOnePlace = named.every((one) => one.where === where)
    const listed = named.map((one) => `${one.problem.found}${isOnePlace ? '' : ` in ${one.where}`}`)
    const rest = found.size - named.length
    const more = rest > 0 ? ` and ${rest.toLocaleString('en')} more` : ''
    const several = `${atLeast}${found.size.toLocaleString('en')} others: ${listed.join(', ')}${more}`
    return refuseAt(this.file, where)(field, problem.expected, found.size === 1 ? problem.found : several, problem.fix)
  }
}

/** Returns the beginning of a value as JSON, for errors. Values may be nested too deeply for JSON.stringify, or a bigint. */
export function shortJson(value: unknown, most = 80): string {
  try {
    return JSON.stringify(value)?.slice(0, most) ?? 'nothing'
  } catch {
    return 'a value that cannot be shown'
  }
}

/** What was found where JSON.parse failed. */
export const invalidJson = (cause: unknown) => `invalid JSON: ${reasonOf(cause)}`

/** FormatError for a file that cannot be opened: missing, a folder, or not readable. */
export const unreadable = (file: string, cause: unknown) =>
  new FormatError(file, 'the file', {
    expected: 'a readable file',
    found: reasonOf(cause),
    fix: 'Check the path and the read permissions.',
  })

/** Returns the result of opening or reading a file. Throws `unreadable` if the system refuses. */
export const orUnreadable = <Result>(file: string, work: Promise<Result>): Promise<Result> =>
  work.catch((cause: unknown) => {
    throw unreadable(file, cause)
  })

/** The problem of a text with replacement characters, which could merge two names into one. */
export const notUtf8 = (text: string): FormatProblem =>
  text.startsWith('\x1F\uFFFD')
    ? compressed
    : {
        expected: 'UTF-8 text',
        found: `“${text.slice(0, 40).replaceAll(/\p{Cc}/gu, '\uFFFD')}” with invalid bytes`,
        fix: 'Save the file as UTF-8.',
      }

/** Throws FormatError if a text that begins on line `first` has replacement characters. */
export function refuseNotUtf8(file: string, text: string, first = 1) {
  const at = text.indexOf('\uFFFD')
  if (at < 0) return
  const line = text.slice(0, at).split('\n').length - 1 + first
  throw new FormatError(file, `line ${line}`, notUtf8(text.slice(Math.max(0, at - 20), at + 20)))
}

/** The problem of a file that begins with the bytes of gzip. */
export const compressed: FormatProblem = {
  expected: 'an uncompressed file',
  found: 'one compressed with gzip',
  fix: 'Decompress it first.',
}
