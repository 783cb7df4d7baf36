import type { RatingTask } from '@/lib/contracts/rating/rating'
import type { ShelfImage } from './image-ready'

/** The longer side of the variant that is stored for pages of pictures. */
const tileSide = 640

/** A picture as a tile shows it: the whole of it, in one size. */
export const tileOf = (image: RatingTask['image']): ShelfImage => ({
  ...image,
  isTile: true,
  url:
    image.url !== null && Math.max(image.width ?? 0, image.height ?? 0) > tileSide
      ? `${image.url}?variant=tile`
      : image.url,
})

/** What has to be there before a task is shown: its picture, or the tiles of its page. */
export const picturesOf = (task: RatingTask): ShelfImage[] =>
  task.pictures ? task.pictures.flatMap((picture) => (picture ? tileOf(picture) : [])) : [task.image]
