import { readFile, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { reasonOf } from '@/lib/file-system'
import { FormatError, invalidJson, orUnreadable, refuseNotUtf8, shortJson } from './format-error'

/** Such files are read into memory. Labels of a million images take about 20 MB, so a larger file is something else. */
const maxTextLength = 256 * 2 ** 20

const wrongFile =
  (path: string, expected: string) =>
  (found: string, where = 'the file') =>
    new FormatError(path, where, {
      expected,
      found,
      fix: 'Check that this is the right file and that it is complete.',
    })

async function readJson(path: string, wrong: ReturnType<typeof wrongFile>): Promise<unknown> {
  const { size } = await orUnreadable(path, stat(path))
  if (size === 0) throw wrong('an empty file')
  if (size > maxTextLength)
    throw new FormatError(path, 'the file', {
      expected: `a JSON text of at most ${maxTextLength / 2 ** 20} MB`,
      found: `${Math.ceil(size / 2 ** 20).toLocaleString('en')} MB`,
      fix: 'Check that this is the right file, or use CSV or JSON Lines.',
    })
  const text = await orUnreadable(path, readFile(path, 'utf8'))
  refuseNotUtf8(path, text)
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    if (isObject(value)) refuseRepeatedKey(path, text)
    return value
  } catch (cause) {
    if (cause instanceof FormatError) throw cause
    const [, at] = /at position (\d+)/.exec(reasonOf(cause)) ?? []
    throw wrong(invalidJson(cause), at === undefined ? 'the file' : lineAt(text, Number(at)))
  }
}

const lineAt = (text: string, position: number) => `line ${text.slice(0, position).split('\n').length}`

/** Returns the position of the quote that ends the string beginning at `start`. */
function stringEnd(text: string, start: number): number {
  for (let at = start + 1; ; at++) {
    at = text.indexOf('"', at)
    let escapes = 0
    while (text[at - 1 - escapes] === '\\') escapes++
    if (escapes % 2 === 0) return at
  }
}

/** Yields the keys of a valid JSON object as they are written, with their positions. */
function* keysIn(text: string): Generator<{ key: string; position: number }> {
  const marks = /["{}[\],]/g
  let depth = 0
  let isKey = false
  for (let found = marks.exec(text); found; found = marks.exec(text)) {
    const { 0: mark, index: position } = found
    if (mark === '"') {
      marks.lastIndex = stringEnd(text, position) + 1
      if (isKey) yield { key: text.slice(position, marks.lastIndex), position }
    } else if (mark !== ',') depth += mark === '{' || mark === '[' ? 1 : -1
    isKey = depth === 1 && (mark === '{' || mark === ',')
  }
}

/** Refuses a key that occurs twice, of which `JSON.parse` would keep only the last value. */
function refuseRepeatedKey(path: string, text: string) {
  const positions = new Map<string, number>()
  for (const { key: written, position } of keysIn(text)) {
    const key = String(JSON.parse(written))
    const before = positions.get(key)
    if (before !== undefined)
      throw new FormatError(path, lineAt(text, position), {
        expected: 'every key once',
        found: `${shortJson(key, 120)}, as on ${lineAt(text, before)}`,
        fix: 'Remove one of them.',
      })
    positions.set(key, position)
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const kindOf = (value: unknown) =>
  value === null ? 'null' : Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`

export async function readJsonList(path: string): Promise<unknown[]> {
  const wrong = wrongFile(path, 'a JSON list')
  const value = await readJson(path, wrong)
  if (!Array.isArray(value)) throw wrong(kindOf(value))
  return value
}

export async function readJsonObject(path: string): Promise<Record<string, unknown>> {
  const wrong = wrongFile(path, 'a JSON object')
  const value = await readJson(path, wrong)
  if (!isObject(value)) throw wrong(kindOf(value))
  return value
}

export function checkedClassIndex(value: unknown, path: string, position: number, classCount: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < classCount) return value
  throw new FormatError(path, `element ${position}`, {
    expected: `a class index from 0 to ${classCount - 1}`,
    found: shortJson(value),
    fix: 'Correct the index or import classes that include it.',
  })
}

export function checkLength(list: readonly unknown[], path: string, imageCount: number | null) {
  if (imageCount === null || list.length === imageCount) return
  throw new FormatError(path, 'the list', {
    expected: `${imageCount} elements, one for each image`,
    found: `${list.length}`,
    fix: 'Use the file that belongs to these images.',
  })
}

/** Reads one class index per image, by position: a JSON list of integers. */
export async function readOriginalLabels(
  path: string,
  { imageCount = null, classCount }: { imageCount?: number | null | undefined; classCount: number },
): Promise<Int32Array> {
  const list = await readJsonList(path)
  checkLength(list, path, imageCount)
  return Int32Array.from(list, (value, position) => checkedClassIndex(value, path, position, classCount))
}

/** Writes one JSON value per line, in chunks of about 64 KB. */
export function jsonLinesStream(values: Iterable<unknown> | AsyncIterable<unknown>): Readable {
  async function* pieces() {
    let piece = ''
    for await (const value of values) {
      piece += `${JSON.stringify(value)}\n`
      if (piece.length < 65_536) continue
      yield piece
      piece = ''
    }
    if (piece !== '') yield piece
  }
  return Readable.from(pieces())
}
