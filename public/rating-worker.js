// The service worker of the rating page. It keeps what that page needs to be opened again without a connection: a page
// without data of anybody, its scripts, and pictures that the rater was shown or is about to be shown. Tasks and answers
// are not here but in the browser's storage (lib/client/rating/offline.ts).

const shell = '/offline'
const shellCache = 'reassess-rating-shell'
const pictureCache = 'reassess-rating-pictures'
/** Twenty pages of twelve pictures. */
const mostPictures = 240
/** After this long without an answer the kept page is shown. */
const maxWaitMs = 10_000

const isRatingPage = (path) => /^\/rate\/[^/]+\/?$/.test(path)
const isScript = (path) => path.startsWith('/_next/static/')
const isPicture = (path) => /^\/api\/projects\/[^/]+\/images\/[^/]+$/.test(path)

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('message', (event) => {
  if (event.data?.type === 'keep') event.waitUntil(keep(event.data.urls))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (request.mode === 'navigate') {
    if (isRatingPage(pathname)) event.respondWith(openPage(request))
  } else if (isScript(pathname)) event.respondWith(fromCache(event, shellCache))
  else if (isPicture(pathname)) event.respondWith(fromCache(event, pictureCache))
})

/** The server's page; the kept one where the server cannot be reached. */
async function openPage(request) {
  const kept = await caches.match(shell)
  if (!kept) return fetch(request)
  const patience = new Promise((resolve) => setTimeout(() => resolve(kept), maxWaitMs))
  const fetched = fetch(request).then(
    (response) => ([502, 503, 504].includes(response.status) ? kept : response),
    () => kept,
  )
  return Promise.race([fetched, patience])
}

/** Pictures never change under their address. Scripts do in development, so the server is asked first for them. */
async function fromCache(event, name) {
  const { url } = event.request
  const cache = await caches.open(name)
  const kept = await cache.match(url, { ignoreVary: true })
  if (kept && name === pictureCache) return kept
  const response = await fetch(event.request).catch((reason) => {
    if (kept) return kept
    throw reason
  })
  if (response !== kept && response.ok) event.waitUntil(store(cache, url, response.clone()))
  return response
}

async function store(cache, url, response) {
  await cache.put(url, response)
  if (!isPicture(new URL(url).pathname)) return
  const all = await cache.keys()
  for (const oldest of all.slice(0, -mostPictures)) await cache.delete(oldest)
}

/** Keeps the page as it is now, with its scripts, and of `urls` the scripts and pictures that the rater's page has loaded. */
async function keep(urls) {
  const cache = await caches.open(shellCache)
  const page = await fetch(shell, { cache: 'no-store' })
  if (!page.ok || page.redirected) return
  const scriptsOf = (html) =>
    [...new Set(html.match(/\/_next\/static\/[\w./~-]+/g))].filter((path) => /\.\w+$/.test(path))
  const named = scriptsOf(await page.clone().text())
  const before = await cache.match(shell)
  const namedBefore = before ? scriptsOf(await before.text()) : []
  const wanted = urls.filter((url) => new URL(url).origin === self.location.origin)
  const scripts = [
    ...named.map((path) => new URL(path, self.location.origin).href),
    ...wanted.filter((url) => isScript(new URL(url).pathname)),
  ]
  await addMissing(cache, scripts)
  // The page comes last, so that it is never kept without what it loads.
  await cache.put(shell, page)
  // Scripts of an earlier version of the product go when the page has others.
  if (String(named) !== String(namedBefore))
    for (const { url } of await cache.keys())
      if (isScript(new URL(url).pathname) && !scripts.includes(url)) await cache.delete(url)
  await addMissing(
    await caches.open(pictureCache),
    wanted.filter((url) => isPicture(new URL(url).pathname)),
  )
}

async function addMissing(cache, urls) {
  for (const url of new Set(urls)) {
    if (await cache.match(url, { ignoreVary: true })) continue
    const response = await fetch(url)
    if (response.ok) await cache.put(url, response)
    else if (isScript(new URL(url).pathname)) throw new Error(`${url}: ${response.status}`)
  }
}
