import { createReadStream } from 'node:fs'
import { FormatError, notUtf8, unreadable } from './format-error'

/** No honest line is longer; a file of another kind, without a line end, would otherwise gather in memory whole. */
const longestLine = 4_000_000

/** The lines of a UTF-8 text that are not blank, with their numbers from 1, one at a time. */
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
