import { numberFormat } from './intl-formats'

const units = ['bytes', 'kB', 'MB', 'GB', 'TB']

/** Formats a size in decimal units, with one decimal below 10: "4.2 MB", "312 kB". */
export function byteSizeText(bytes: number, locale = 'en'): string {
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1_000
    unit++
  }
  if (unit === 0) return bytes === 1 ? '1 byte' : `${bytes} bytes`
  return `${numberFormat(locale, { useGrouping: false }).format(value < 9.95 ? Math.round(value * 10) / 10 : Math.round(value))} ${units[unit]}`
}
