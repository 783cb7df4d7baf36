import type { RatingTask } from '@/lib/contracts/rating/rating'

type TaskImage = RatingTask['image']
/** A tile has its size in its address: it comes in one alone. */
export type ShelfImage = TaskImage & { isTile?: boolean }

/** An image as an element is given it; the browser picks of `srcSet` what its screen needs. */
interface Picture {
  url: string
  /** Of a page of pictures, where many small ones are held; all others are one a task. */
  isTile?: boolean
  srcSet?: string
  sizes?: string
}

/** The longer side of the variant that is stored for screens. */
const screenSide = 1_280

/** The picture of a task as the viewer shows it, so that what is fetched ahead is what is shown; null when none is stored. */
export function shownPicture({ url, width, height, isTile = false }: ShelfImage): Picture | null {
  if (url === null) return null
  if (isTile) return { url, isTile }
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
export const closeSizes = ({ width }: TaskImage): string | undefined => (width ? `${width}px` : undefined)

interface Shelved {
  isTile: boolean
  image: HTMLImageElement
  ready: Promise<void>
  isReady: boolean
}

/** Decoded pictures that are kept. An image element that nobody holds would be forgotten, and its pixels with it. */
const mostKept = 24
/** Tiles of pages are a quarter as large a side, and those of four pages are held. */
const mostTilesKept = 60
/** Longer than this one picture does not hold up those behind it. */
const patienceMs = 10_000

const shelf = new Map<string, Shelved>()
let queue: Picture[] = []
let later: string[] = []
let isFetching = false

function shelved(picture: Picture, priority: 'high' | 'low'): Promise<void> {
  const known = shelf.get(picture.url)
  shelf.delete(picture.url)
  if (known) {
    if (priority === 'high') known.image.fetchPriority = 'high'
    shelf.set(picture.url, known)
    return known.ready
  }
  const { isTile = false } = picture
  const image = new Image()
  image.fetchPriority = priority
  image.decoding = 'async'
  if (picture.sizes) image.sizes = picture.sizes
  if (picture.srcSet) image.srcset = picture.srcSet
  image.src = picture.url
  const ready = image.decode().then(
    () => {
      entry.isReady = true
    },
    () => {
      // The next one who wants it tries again; the viewer says so if it fails there.
      if (shelf.get(picture.url) === entry) shelf.delete(picture.url)
    },
  )
  const entry: Shelved = { isTile, image, ready, isReady: false }
  shelf.set(picture.url, entry)
  const alike = [...shelf].filter(([, one]) => one.isTile === isTile)
  for (const [oldest] of alike.slice(0, -(isTile ? mostTilesKept : mostKept))) shelf.delete(oldest)
  return ready
}

const atMost = (work: Promise<void>, ms: number) =>
  Promise.race([work, new Promise<void>((resolve) => setTimeout(resolve, ms))])

/** One after the other, so that the picture that comes next has the whole line to itself. */
async function fetchQueued() {
  if (isFetching) return
  isFetching = true
  try {
    for (let next = queue.shift(); next; next = queue.shift()) await atMost(shelved(next, 'low'), patienceMs)
    while (later.length > 0 && queue.length === 0) {
      const image = new Image()
      image.fetchPriority = 'low'
      image.src = later.shift() ?? ''
      await atMost(
        image.decode().catch(() => undefined),
        patienceMs,
      )
    }
  } finally {
    isFetching = false
  }
  if (queue.length > 0) void fetchQueued()
}

/**
 * Resolves once the browser holds the decoded image, so that showing it takes no time; also when it cannot be had or
 * takes longer than `patience`, since the page says so better itself.
 */
export const imageReady = (picture: Picture, patience: number): Promise<void> =>
  atMost(shelved(picture, 'high'), patience)

/** Fetches and decodes pictures that come next, in this order and one at a time, in place of those asked for before. */
export function prefetchPictures(pictures: readonly Picture[]) {
  queue = pictures.filter(({ url }) => !shelf.has(url))
  void fetchQueued()
}

/** The same for the pictures of tasks, as the viewer shows them; one that is not stored is not waited for. */
export const taskPictures = {
  /** Whether the decoded picture is here, so that it can be shown at once. */
  isReady(image: ShelfImage): boolean {
    const picture = shownPicture(image)
    return picture === null || (shelf.get(picture.url)?.isReady ?? false)
  },
  async ready(image: ShelfImage, patience: number): Promise<void> {
    const picture = shownPicture(image)
    if (picture) await imageReady(picture, patience)
  },
  /** Gives up a request that has brought nothing yet, so that the next one is made anew. */
  giveUp(image: ShelfImage) {
    const known = image.url === null ? undefined : shelf.get(image.url)
    if (image.url === null || !known || known.isReady) return
    shelf.delete(image.url)
    known.image.srcset = ''
    known.image.src = ''
  },
  prefetch: (images: readonly ShelfImage[]) => prefetchPictures(images.flatMap((image) => shownPicture(image) ?? [])),
}

/** Fetches pictures that may be looked at, after all that come next. */
export function prefetchLater(urls: readonly string[]) {
  later = [...urls]
  void fetchQueued()
}

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
