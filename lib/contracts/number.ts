import { z } from 'zod'

export const int = z.number().int()
/** A number of things, or a position. */
export const count = int.min(0)

/** The number of a row, such as an id: it fits into its column. `rowId` reads it from an address. */
export const rowNumber = z.int32().min(0)
export const rowId = z.coerce.number().int().min(0).max(2_147_483_647)
export const pageNumber = z.coerce.number().int().min(1).max(1_000_000).default(1)

/** A typed number. The example shows how to write decimals, because “1,5” may mean 1.5 or 15 and is not accepted. */
export const decimal = z.number('Enter a number such as 0.5.')
/** A typed whole number. */
export const integer = z.number('Enter a whole number.').int('Enter a whole number.')

export const integerBetween = (least: number, most: number) =>
  integer.min(least, `At least ${least}.`).max(most, `At most ${most.toLocaleString('en')}.`)
