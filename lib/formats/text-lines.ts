import { createReadStream } from 'node:fs'
import { FormatError, notUtf8, unreadable } from './format-error'

/** Longer than any valid line; without a limit, a file without line ends would be read into memory. */
const longestLine = 4_000_000

/** Streams the non-blank lines of a UTF-8 text, with their numbers from 1. */
export async function* readTextLines(path: string): AsyncGenerator<{ line: number; text: string }, void, undefined> {
  const source = createReadStream(path, 'utf8')
  let rest = ''
  let line = 0
  const checked = (text: string) => {
    const whole = line === 1 ? text.replace(/^\uFEFF/, '') : text
    if (whole.includes('\uFFFD')) throw brokenLine(path, line, whole)
    return whole
  }
  try {
    for await (const chunk of source as AsyncIterable<string>) {
      const texts = (rest + chunk).split('\n')
      rest = texts.pop() ?? ''
      for (const text of texts) {
        line++
        const whole = checked(text)
        if (whole.trim() !== '') yield { line, text: whole }
      }
      if (rest.length > longestLine) throw endlessLine(path, line + 1)
    }
  } catch (cause) {
    throw cause instanceof Error && 'syscall' in cause ? unreadable(path, cause) : cause
  } finally {
    source.destroy()
  }
  line++
  const whole = checked(rest)
  if (whole.trim() !== '') yield { line, text: whole }
}

const endlessLine = (file: string, line: number) =>
  new FormatError({
    file,
    where: `line ${line}`,
    expected: `a line of at most ${longestLine} characters`,
    found: 'a longer line',
    mend: 'Use a file with one entry per line.',
  })

function brokenLine(file: string, line: number, text: string): FormatError {
  const [expected, found, mend] = notUtf8(text)
  return new FormatError({ file, where: `line ${line}`, expected, found, mend })
}
