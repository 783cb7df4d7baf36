import { z } from 'zod'

export const int = z.number().int()
/** A number of things, or a position. */
export const count = int.min(0)

/** The number of a row, such as an id: it fits into its column. `rowId` reads it from an address. */
export const rowNumber = z.int32().min(0)
export const rowId = z.coerce.number().int().min(0).max(2_147_483_647)
export const pageNumber = z.coerce.number().int().min(1).max(1_000_000).default(1)

export const integerBetween = (least: number, most: number) =>
  z
    .number('Enter a number.')
    .int('Enter a whole number.')
    .min(least, `At least ${least}.`)
    .max(most, `At most ${most.toLocaleString('en')}.`)
