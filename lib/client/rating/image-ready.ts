import type { Picture } from './shown-picture'

interface Shelved {
  image: HTMLImageElement
  ready: Promise<void>
  isReady: boolean
}

/** Decoded pictures that are kept. An image element that nobody holds would be forgotten, and its pixels with it. */
const mostKept = 12
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
      shelf.delete(picture.url)
    },
  )
  const entry: Shelved = { image, ready, isReady: false }
  shelf.set(picture.url, entry)
  for (const oldest of shelf.keys()) {
    if (shelf.size <= mostKept) break
    shelf.delete(oldest)
  }
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

/** Whether the decoded picture is here, so that it can be shown at once. */
export const isPictureReady = ({ url }: Picture): boolean => shelf.get(url)?.isReady ?? false

/** Fetches and decodes pictures that come next, in this order and one at a time, in place of those asked for before. */
export function prefetchPictures(pictures: readonly Picture[]) {
  queue = pictures.filter(({ url }) => !shelf.has(url))
  void fetchQueued()
}

/** Fetches pictures that may be looked at, after all that come next. */
export function prefetchLater(urls: readonly string[]) {
  later = [...urls]
  void fetchQueued()
}
