import type { RatingTask } from '@/lib/contracts/rating/rating'

type TaskImage = RatingTask['image']
/** The URL of a tile determines its size, so it has no `srcSet`. */
export type ViewerImage = TaskImage & { isTile?: boolean }

interface Picture {
  url: string
  /** Whether it belongs to a page of pictures, of which many small ones are kept; other tasks have one picture each. */
  isTile?: boolean
  srcSet?: string
  sizes?: string
}

/** Longer side of the stored variant for screens, in pixels. */
const screenSide = 1_280

/** Returns a picture as the viewer shows it, so that the same variant is prefetched. Null without a file. */
export function shownPicture({ url, width, height, isTile = false }: ViewerImage): Picture | null {
  if (url === null) return null
  if (isTile) return { url, isTile }
  if (!width || !height || Math.max(width, height) <= screenSide) return { url }
  const screenWidth = Math.round((width * screenSide) / Math.max(width, height))
  const ratio = (width / height).toFixed(3)
  return {
    url,
    srcSet: `${url}?variant=screen ${screenWidth}w, ${url} ${width}w`,
    // The space beside the names, or above them on a phone, with the picture fitted into it.
    sizes: `(min-width: 52rem) min(100vw - 496px, (100vh - 132px) * ${ratio}), min(100vw - 20px, 42vh * ${ratio})`,
  }
}

/** `sizes` of a picture that is zoomed in: all of its pixels. */
export const closeSizes = ({ width }: TaskImage): string | undefined => (width ? `${width}px` : undefined)

interface Shelved {
  isTile: boolean
  image: HTMLImageElement
  ready: Promise<void>
  isReady: boolean
}

/** Number of decoded pictures to keep. Browsers drop pixels of elements without a reference. */
const maxKept = 24
/** Enough for four pages. Tiles are a quarter as large per side. */
const maxTilesKept = 60
/** One picture delays those behind it by at most this long. */
const maxWaitMs = 10_000
/** After this long without the next picture, its task is shown without it. */
const shownPatienceMs = 1_500

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
      // The next caller retries; the viewer shows an error if it fails there.
      if (shelf.get(picture.url) === entry) shelf.delete(picture.url)
    },
  )
  const entry: Shelved = { isTile, image, ready, isReady: false }
  shelf.set(picture.url, entry)
  const alike = [...shelf].filter(([, one]) => one.isTile === isTile)
  for (const [oldest] of alike.slice(0, -(isTile ? maxTilesKept : maxKept))) shelf.delete(oldest)
  return ready
}

const atMost = (work: Promise<void>, ms: number) =>
  Promise.race([work, new Promise<void>((resolve) => setTimeout(resolve, ms))])

/** Fetches one at a time, so that the next picture gets the whole bandwidth. */
async function fetchQueued() {
  if (isFetching) return
  isFetching = true
  try {
    for (let next = queue.shift(); next; next = queue.shift()) await atMost(shelved(next, 'low'), maxWaitMs)
    while (later.length > 0 && queue.length === 0) {
      const image = new Image()
      image.fetchPriority = 'low'
      image.src = later.shift() ?? ''
      await atMost(
        image.decode().catch(() => undefined),
        maxWaitMs,
      )
    }
  } finally {
    isFetching = false
  }
  if (queue.length > 0) void fetchQueued()
}

/** The pictures of tasks, as the viewer shows them. A picture without a file counts as ready. */
export const taskPictures = {
  isReady(image: ViewerImage): boolean {
    const picture = shownPicture(image)
    return picture === null || (shelf.get(picture.url)?.isReady ?? false)
  },
  /**
   * Resolves once the decoded image can be shown at once, and also if loading fails or takes too long, because the page
   * reports that itself.
   */
  async ready(image: ViewerImage): Promise<void> {
    const picture = shownPicture(image)
    if (picture) await atMost(shelved(picture, 'high'), shownPatienceMs)
  },
  /** Drops a pending request, so that the next one starts anew. */
  giveUp(image: ViewerImage) {
    const known = image.url === null ? undefined : shelf.get(image.url)
    if (image.url === null || !known || known.isReady) return
    shelf.delete(image.url)
    known.image.srcset = ''
    known.image.src = ''
  },
  /** Prefetches and decodes pictures in this order, one at a time. Replaces the previous queue. */
  prefetch(images: readonly ViewerImage[]) {
    queue = images.flatMap((image) => shownPicture(image) ?? []).filter(({ url }) => !shelf.has(url))
    void fetchQueued()
  },
}

/** Prefetches pictures that may be opened, after all queued ones. */
export function prefetchLater(urls: readonly string[]) {
  later = [...urls]
  void fetchQueued()
}

/** Longer side of the stored variant for pages of pictures, in pixels. */
const tileSide = 640

export const tileOf = (image: RatingTask['image']): ViewerImage => ({
  ...image,
  isTile: true,
  url:
    image.url !== null && Math.max(image.width ?? 0, image.height ?? 0) > tileSide
      ? `${image.url}?variant=tile`
      : image.url,
})

/** Returns the images that must be ready before a task is shown: its picture, or the tiles of its page. */
export const picturesOf = (task: RatingTask): ViewerImage[] =>
  task.pictures ? task.pictures.flatMap((picture) => (picture ? tileOf(picture) : [])) : [task.image]
