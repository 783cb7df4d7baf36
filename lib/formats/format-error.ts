import { AppError } from '@/lib/errors'

export type FormatErrorDetails = {
  /** Path of the file, as it was given. */
  file: string
  /** The array, line or element that is wrong, as in `array "info"` or `line 12`. */
  where: string
  expected: string
  found: string
  /** One sentence on how to mend it, with its full stop. */
  mend: string
}

/** A file does not hold what it should. The message tells file, place, both sides of the mismatch, and the remedy. */
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

  /** What is wrong at this place, for a list whose rows name the place. */
  get reason(): string {
    return `Expected ${this.expected}, found ${this.found}. ${this.mend}`
  }

  /** The same of a file that people know by another name, as one that was unpacked for a moment. */
  named(file: string): FormatError {
    const { where, expected, found, mend } = this
    return new FormatError({ file, where, expected, found, mend })
  }
}

/** The text of whatever was thrown, for an error that carries it on. */
export const reasonOf = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause))

/** The refusal of a file that cannot be opened: not there, a folder, or not readable for this user. */
export const unreadable = (file: string, cause: unknown) =>
  new FormatError({
    file,
    where: 'the file',
    expected: 'a readable file',
    found: reasonOf(cause),
    mend: 'Check the path and the read permissions.',
  })

/** What to say of a text that was read with the sign for bytes that are no UTF-8: two names could become one. */
export const notUtf8 = (text: string): [expected: string, found: string, mend: string] => [
  'UTF-8 text',
  `“${text.slice(0, 40)}” with invalid bytes`,
  'Save the file as UTF-8.',
]
