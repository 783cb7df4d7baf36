import { z } from 'zod'
import { int } from '@/lib/contracts/number'

/** The picture of an image in a list, with its attribution. */
export const listedPicture = {
  /** Null if only the name of the image is known. */
  contentHash: z.string().nullable(),
  credit: z.string().nullable(),
  license: z.string().nullable(),
}
export type ListedPicture = z.infer<z.ZodObject<typeof listedPicture>>

/** An image of the project in a list. */
export const listedImage = { imageId: int, fileName: z.string(), ...listedPicture }
