import { z } from 'zod'
import { int } from '@/lib/contracts/number'

export const storedPicture = z.strictObject({
  /** Null if only the name of the image is known; then both sizes are null too. */
  contentHash: z.string().nullable(),
  width: int.nullable(),
  height: int.nullable(),
  credit: z.string().nullable(),
  creditUrl: z.string().nullable(),
  license: z.string().nullable(),
})
export type StoredPicture = z.infer<typeof storedPicture>

/** The picture of an image in a list, with its attribution. */
export const listedPicture = storedPicture.pick({ contentHash: true, credit: true, license: true }).shape
export type ListedPicture = z.infer<z.ZodObject<typeof listedPicture>>

/** An image of the project in a list. */
export const listedImage = { imageId: int, fileName: z.string(), ...listedPicture }
