import type { RatingTask } from '@/lib/contracts/rating/rating'

type TaskImage = RatingTask['image']

/** The longer side of the variant that is stored for pages of pictures. */
const tileSide = 640

/** A picture as a tile shows it: the whole of it, in one size. */
const tileOf = (image: TaskImage): TaskImage =>
  image.url !== null && image.width && image.height && Math.max(image.width, image.height) > tileSide
    ? { ...image, url: `${image.url}?variant=tile`, width: null, height: null }
    : image

/** What has to be there before a task is shown: its picture, or the tiles of its page. */
export const picturesOf = (task: RatingTask): TaskImage[] =>
  task.pictures ? task.pictures.flatMap((picture) => (picture ? tileOf(picture) : [])) : [task.image]

export { tileOf }
