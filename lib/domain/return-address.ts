/** Returns where to go after sign-in: a path of this site, or `fallback`, to prevent open redirects. */
export function returnAddress(wanted: string | null | undefined, origin: string, fallback = '/'): string {
  if (!wanted || !URL.canParse(wanted, origin)) return fallback
  const url = new URL(wanted, origin)
  return url.origin === new URL(origin).origin ? `${url.pathname}${url.search}${url.hash}` : fallback
}
