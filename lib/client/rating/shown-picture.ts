import type { RatingTask } from '@/lib/contracts/rating/rating'

/** An image as an element is given it; the browser picks of `srcSet` what its screen needs. */
export interface Picture {
  url: string
  srcSet?: string
  sizes?: string
}

/** The longer side of the variant that is stored for screens. */
const screenSide = 1_280

/** The picture of a task as the viewer shows it, so that what is fetched ahead is what is shown; null when none is stored. */
export function shownPicture({ url, width, height }: RatingTask['image']): Picture | null {
  if (url === null) return null
  if (!width || !height || Math.max(width, height) <= screenSide) return { url }
  const screenWidth = Math.round((width * screenSide) / Math.max(width, height))
  const ratio = (width / height).toFixed(3)
  return {
    url,
    srcSet: `${url}?variant=screen ${screenWidth}w, ${url} ${width}w`,
    // What is left beside the names, or above them on a phone, the picture fitted into it.
    sizes: `(min-width: 52rem) min(100vw - 496px, (100vh - 132px) * ${ratio}), min(100vw - 20px, 42vh * ${ratio})`,
  }
}

/** `sizes` of a picture that is looked at closely: all of its pixels. */
export const closeSizes = ({ width }: RatingTask['image']): string | undefined => (width ? `${width}px` : undefined)
