/** Where to go after signing in: a path of this site and nothing else; `fallback` for anything that leads elsewhere. */
export function returnAddress(wanted: string | null | undefined, origin: string, fallback = '/'): string {
  if (!wanted || !URL.canParse(wanted, origin)) return fallback
  const url = new URL(wanted, origin)
  return url.origin === new URL(origin).origin ? `${url.pathname}${url.search}${url.hash}` : fallback
}
