// Making a format takes some thirty times as long as using it, and a page writes thousands of numbers and dates.

function memoized<Options, Format>(make: (locale?: string, options?: Options) => Format) {
  const formats = new Map<string, Format>()
  return (locale?: string, options?: Options): Format => {
    const key = JSON.stringify([locale, options])
    const known = formats.get(key)
    if (known) return known
    const format = make(locale, options)
    formats.set(key, format)
    return format
  }
}

export const numberFormat = memoized<Intl.NumberFormatOptions, Intl.NumberFormat>(Intl.NumberFormat)
export const dateFormat = memoized<Intl.DateTimeFormatOptions, Intl.DateTimeFormat>(Intl.DateTimeFormat)
export const relativeTimeFormat = memoized<Intl.RelativeTimeFormatOptions, Intl.RelativeTimeFormat>(
  (locale, options) => new Intl.RelativeTimeFormat(locale, options),
)
