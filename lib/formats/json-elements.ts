import { FormatError, invalidJson, refuseNotUtf8 } from './format-error'
import { readTextChunks } from './text-lines'

/** Longer than any valid element; without a limit, a truncated file would be read into memory. */
const maxElementLength = 64 * 2 ** 20

/** Expected where a file goes on after its list or object, as JSON Lines do. */
export const nothingAfterEnd = 'nothing behind the end'

export interface JsonElement {
  /** Key of the list in the outermost object; null for an outermost list. */
  list: string | null
  /** From 0, within its list. */
  index: number
  value: unknown
}

const [quote, backslash, comma, colon] = ['"', '\\', ',', ':'].map((one) => one.charCodeAt(0))
const [openObject, closeObject, openList, closeList] = ['{', '}', '[', ']'].map((one) => one.charCodeAt(0))
const isClosing = (code: number) => code === closeObject || code === closeList
const isSpace = (code: number) => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09 || code === 0xfeff

/**
 * Streams the elements of a JSON list, or of the lists under the `wanted` keys of a JSON object, without holding the
 * file in memory. Skips other values. Throws FormatError with the element if the JSON is invalid or truncated.
 */
export async function* readJsonElements(
  path: string,
  wanted: readonly string[] = [],
): AsyncGenerator<JsonElement, void, undefined> {
  const scanner = new ElementScanner(path, wanted)
  let line = 1
  for await (const chunk of readTextChunks(path, 262_144)) {
    refuseNotUtf8(path, chunk, line)
    yield* scanner.take(chunk)
    line += chunk.split('\n').length - 1
  }
  scanner.end()
}

/** Finds elements by counting brackets outside of strings; each element is then parsed as JSON. */
class ElementScanner {
  private depth = 0
  private isInString = false
  private isEscaped = false
  /** Text of the current value from earlier chunks. */
  private gathered = ''
  /** Start of the current value in this chunk; −1 outside of values. */
  private start = -1
  private isOfObject = false
  private key: string | null = null
  private list: string | null = null
  private isInList = false
  private index = 0
  private isDone = false

  constructor(
    private readonly path: string,
    private readonly wanted: readonly string[],
  ) {}

  *take(chunk: string): Generator<JsonElement, void, undefined> {
    if (this.start >= 0) this.start = 0
    for (let at = 0; at < chunk.length; at++) {
      const code = chunk.charCodeAt(at)
      if (this.isInString) this.readString(code)
      else if (!isSpace(code)) {
        const element = this.step(chunk, at, code)
        if (element) yield element
      }
    }
    if (this.start < 0) return
    this.gathered += chunk.slice(this.start)
    if (this.gathered.length > maxElementLength) throw this.wrong('a shorter element', 'one of more than 64 MB')
  }

  private readString(code: number) {
    if (this.isEscaped) this.isEscaped = false
    else if (code === backslash) this.isEscaped = true
    else if (code === quote) this.isInString = false
  }

  end() {
    if (!this.isDone) throw this.wrong('complete JSON', 'the end of the file')
  }

  private step(chunk: string, at: number, code: number): JsonElement | null {
    if (this.isDone) throw this.wrong(nothingAfterEnd, JSON.stringify(chunk.slice(at, at + 20)))
    if (this.depth === 0) {
      this.begin(chunk, at, code)
      return null
    }
    const elementDepth = this.isInList && this.isOfObject ? 2 : 1
    const isEnd = this.depth === elementDepth && this.endsValue(code)
    const found = isEnd ? this.finish(chunk, at, code) : null
    if (!isEnd && this.start < 0 && !this.opensWantedList(code)) this.start = at
    if (code === quote) this.isInString = true
    else if (code === openObject || code === openList) this.depth++
    else if (isClosing(code)) this.depth--
    if (this.depth < elementDepth) this.close()
    return found
  }

  private begin(chunk: string, at: number, code: number) {
    if (code !== openObject && code !== openList) throw this.wrong('a JSON list or object', chunk.slice(at, at + 20))
    this.isOfObject = code === openObject
    this.isInList = !this.isOfObject
    this.depth = 1
  }

  private endsValue(code: number): boolean {
    return isClosing(code) || code === comma || (code === colon && !this.isInList)
  }

  private opensWantedList(code: number): boolean {
    if (this.isInList || code !== openList || this.key === null || !this.wanted.includes(this.key)) return false
    this.isInList = true
    this.list = this.key
    this.index = 0
    return true
  }

  private close() {
    if (this.depth === 0) this.isDone = true
    this.isInList = false
    this.list = null
    this.key = null
  }

  /** Ends the value before `at`; returns it if it is a list element. */
  private finish(chunk: string, at: number, code: number): JsonElement | null {
    const text = this.start < 0 ? '' : this.gathered + chunk.slice(this.start, at)
    this.gathered = ''
    this.start = -1
    if (!this.isInList) {
      if (code === colon) this.key = String(this.parsed(text))
      else this.key = null
      return null
    }
    if (text === '') return null
    const value = this.parsed(text)
    return { list: this.list, index: this.index++, value }
  }

  private parsed(text: string): unknown {
    try {
      return JSON.parse(text)
    } catch (cause) {
      throw this.wrong('valid JSON', invalidJson(cause))
    }
  }

  private wrong(expected: string, found: string) {
    const where = this.isInList ? `${this.list ?? 'the list'}, element ${this.index}` : 'the file'
    const fix = 'Check that the file is complete and of the right kind.'
    return new FormatError(this.path, where, { expected, found, fix })
  }
}
