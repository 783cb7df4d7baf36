import { createReadStream } from 'node:fs'
import { FormatError, invalidJson, notUtf8, unreadable } from './format-error'

/** Longer than any valid line; without a limit, a file without line ends would be read into memory. */
const maxLineLength = 4_000_000

/** Streams a UTF-8 text. Throws FormatError if the file cannot be read. */
export async function* readTextChunks(path: string, highWaterMark?: number): AsyncGenerator<string, void, undefined> {
  const source = createReadStream(path, { encoding: 'utf8', ...(highWaterMark && { highWaterMark }) })
  try {
    yield* source as AsyncIterable<string>
  } catch (cause) {
    throw cause instanceof Error && 'syscall' in cause ? unreadable(path, cause) : cause
  } finally {
    source.destroy()
  }
}

export function parsedLine(file: string, line: number, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new FormatError(file, `line ${line}`, {
      expected: 'one JSON object',
      found: invalidJson(cause),
      fix: 'Write one complete object on each line (JSON Lines).',
    })
  }
}

/** Streams the non-blank lines of a UTF-8 text, with their numbers from 1. */
export async function* readTextLines(path: string): AsyncGenerator<{ line: number; text: string }, void, undefined> {
  let rest = ''
  let line = 0
  const checked = (text: string) => {
    const whole = line === 1 ? text.replace(/^\uFEFF/, '') : text
    if (whole.includes('\uFFFD')) throw new FormatError(path, `line ${line}`, notUtf8(whole))
    return whole
  }
  for await (const chunk of readTextChunks(path)) {
    const texts = (rest + chunk).split('\n')
    rest = texts.pop() ?? ''
    for (const text of texts) {
      line++
      const whole = checked(text)
      if (whole.trim() !== '') yield { line, text: whole }
    }
    if (rest.length > maxLineLength) throw endlessLine(path, line + 1)
  }
  line++
  const whole = checked(rest)
  if (whole.trim() !== '') yield { line, text: whole }
}

const endlessLine = (file: string, line: number) =>
  new FormatError(file, `line ${line}`, {
    expected: `a line of at most ${maxLineLength} characters`,
    found: 'a longer line',
    fix: 'Use a file with one entry per line.',
  })
