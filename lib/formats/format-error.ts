import { AppError } from '@/lib/errors'
import { reasonOf } from '@/lib/file-system'

export type FormatErrorDetails = {
  /** Path of the file as given. */
  file: string
  /** Location of the error, such as `array "info"` or `line 12`. */
  where: string
  expected: string
  found: string
  /** One sentence on how to fix it, with a full stop. */
  mend: string
}

/** A file with unexpected content. The message has file, location, expected and found value, and the fix. */
export class FormatError extends AppError {
  readonly file: string
  readonly where: string
  readonly expected: string
  readonly found: string
  private readonly mend: string

  constructor({ file, where, expected, found, mend }: FormatErrorDetails) {
    super('invalid-input', `${file}, ${where}: expected ${expected}, found ${found}. ${mend}`)
    this.name = 'FormatError'
    this.file = file
    this.where = where
    this.expected = expected
    this.found = found
    this.mend = mend
  }

  /** The error without its location, for lists that show the location separately. */
  get reason(): string {
    return `Expected ${this.expected}, found ${this.found}. ${this.mend}`
  }

  /** Returns the error with another file name, for instance if the file was unpacked to a temporary one. */
  named(file: string): FormatError {
    const { where, expected, found, mend } = this
    return new FormatError({ file, where, expected, found, mend })
  }
}

/** Creates a FormatError about a field; a null field means the whole place. */
export type Refuse = (field: string | null, expected: string, found: string, mend: string) => FormatError

/** Returns a function that creates the errors about a place in a file, such as `line 12`. */
export const refuseAt =
  (file: string, where: string): Refuse =>
  (field, expected, found, mend) =>
    new FormatError({ file, where: field === null ? where : `${where}, field "${field}"`, expected, found, mend })

/** Returns the beginning of a value as JSON, for errors. Values may be nested too deeply for JSON.stringify, or a bigint. */
export function shortJson(value: unknown, most = 80): string {
  try {
    return JSON.stringify(value)?.slice(0, most) ?? 'nothing'
  } catch {
    return 'a value that cannot be shown'
  }
}

/** FormatError for a file that cannot be opened: missing, a folder, or not readable. */
export const unreadable = (file: string, cause: unknown) =>
  new FormatError({
    file,
    where: 'the file',
    expected: 'a readable file',
    found: reasonOf(cause),
    mend: 'Check the path and the read permissions.',
  })

/** Returns the result of opening or reading a file. Throws `unreadable` if the system refuses. */
export const ifReadable = <Result>(file: string, work: Promise<Result>): Promise<Result> =>
  work.catch((cause: unknown) => {
    throw unreadable(file, cause)
  })

/** Expected and found for a text with replacement characters, which could merge two names into one. */
export const notUtf8 = (text: string): [expected: string, found: string, mend: string] =>
  text.startsWith('\x1F\uFFFD')
    ? compressed
    : [
        'UTF-8 text',
        `“${text.slice(0, 40).replaceAll(/\p{Cc}/gu, '\uFFFD')}” with invalid bytes`,
        'Save the file as UTF-8.',
      ]

/** Expected and found for a file that begins with the bytes of gzip. */
export const compressed: [expected: string, found: string, mend: string] = [
  'an uncompressed file',
  'one compressed with gzip',
  'Decompress it first.',
]
