/** Returns where to go after sign-in: a path of this site, or its start page, to prevent open redirects. */
export function returnAddress(wanted: string | null | undefined, origin: string): string {
  if (!wanted || !URL.canParse(wanted, origin)) return '/'
  const url = new URL(wanted, origin)
  return url.origin === new URL(origin).origin ? `${url.pathname}${url.search}${url.hash}` : '/'
}
