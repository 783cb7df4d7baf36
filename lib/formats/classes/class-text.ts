import { hasControlCharacters } from '@/lib/domain/classes/suggestion'
import { maxClassNoteChars } from '@/lib/domain/texts/document'
import { refuseAt } from '@/lib/formats/format-error'

/** Joins texts into one cell, separated by bars; bars and backslashes are escaped by a backslash. */
export const joinTexts = (texts: readonly string[]) => texts.map((text) => text.replace(/[\\|]/g, '\\$&')).join('|')

/** Splits a cell into trimmed, non-empty texts. A lone backslash stands for itself. */
export function splitTexts(cell: string): string[] {
  const texts: string[] = []
  let text = ''
  for (let at = 0; at < cell.length; at++) {
    const isEscape = cell[at] === '\\' && (cell[at + 1] === '|' || cell[at + 1] === '\\')
    if (isEscape) text += cell[++at]
    else if (cell[at] === '|') {
      texts.push(text)
      text = ''
    } else text += cell[at]
  }
  return [...texts, text].map((one) => one.trim()).filter((one) => one !== '')
}

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16)}`

const maxTextLength = 500
const longest: Record<string, number> = { gloss: 10_000, note: maxClassNoteChars }

/**
 * Checks the texts of a class in a file, or of its translation to `language`: `text` trims one, null if blank, and
 * `texts` returns a list of distinct ones. Throws FormatError with position, field and value.
 */
export function classText(file: string, where: string, language?: string) {
  const refuse = refuseAt(file, where)
  const wrong = (field: string, expected: string, found: string, fix: string) =>
    refuse(language ? `${field}_${language}` : field, expected, found, fix)
  const text = (field: string, value: string | undefined): string | null => {
    const trimmed = value?.trim() ?? ''
    if (field in longest ? /[\0\p{Cs}]/u.test(trimmed) : hasControlCharacters(trimmed)) {
      const found = JSON.stringify(trimmed.slice(0, 80)).replace(/[\u2028-\u202e\u2066-\u2069]/g, escaped)
      throw wrong(field, 'text without control characters', found, 'Remove them.')
    }
    const most = longest[field] ?? maxTextLength
    if (trimmed.length > most)
      throw wrong(field, `at most ${most} characters`, `${trimmed.length}`, 'Shorten the text.')
    return trimmed === '' ? null : trimmed
  }
  const texts = (field: string, values: readonly string[]) =>
    [...new Set(values.map((value) => text(field, value)))].filter((value) => value !== null)
  return { wrong, text, texts }
}
