const formats = new Map<string, Intl.NumberFormat>()

/** Memoized, because making a format takes far longer than using it, and a table writes thousands of numbers. */
export function numberFormat(locale?: string, decimals?: number): Intl.NumberFormat {
  const key = `${locale} ${decimals}`
  let format = formats.get(key)
  if (!format) {
    const digits = decimals === undefined ? {} : { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
    format = new Intl.NumberFormat(locale, digits)
    formats.set(key, format)
  }
  return format
}

/** A whole number with its thousands set apart, in the reader's locale. */
export const wholeNumber = (value: number, locale?: string): string => numberFormat(locale).format(value)

/** "1 task", "2 tasks": the number and its noun. Nouns with another plural bring it. */
export const counted = (value: number, noun: string, plural = `${noun}s`, locale?: string): string =>
  `${wholeNumber(value, locale)} ${value === 1 ? noun : plural}`
