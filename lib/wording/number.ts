import { numberFormat } from './intl-formats'

/** A whole number with its thousands set apart, in the reader's locale. */
export const wholeNumber = (value: number, locale?: string): string => numberFormat(locale).format(value)

/** "1 task", "2 tasks": the number and its noun. Nouns with another plural bring it. */
export const counted = (value: number, noun: string, plural = `${noun}s`, locale?: string): string =>
  `${wholeNumber(value, locale)} ${value === 1 ? noun : plural}`
