import type { PathParam } from './endpoint'

/** Returns the URL for a path with its parameters and query. Leaves out undefined values. */
export function addressOf<P extends string>(
  path: P,
  params: Record<PathParam<P>, string | number>,
  query: object = {},
): string {
  const given: Record<string, string | number> = params
  const filled = path.replace(/\[(\w+)\]/g, (_, name: string) => encodeURIComponent(given[name]!))
  const asked = Object.entries(query).filter(([, value]) => value !== undefined)
  return asked.length === 0
    ? filled
    : `${filled}?${new URLSearchParams(asked.map(([key, value]) => [key, String(value)]))}`
}
