// Without a schema library, which the rating screen must not load.

/** The names in the brackets of a path. */
export type PathParam<P extends string> = P extends `${string}[${infer Name}]${infer Rest}`
  ? Name | PathParam<Rest>
  : never

/** An address from a path and what its brackets and its query stand for; what is undefined is left out. */
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
