import { csvField } from '@/lib/domain/csv-field'
import type { Value } from './value-table'

/** Returns the values of a chart as CSV, numbers in full precision. */
export const tableCsv = (columns: readonly string[], rows: readonly Value[][]): string =>
  [columns, ...rows].map((row) => `${row.map(csvField).join(',')}\r\n`).join('')
