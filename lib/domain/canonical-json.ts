/**
 * Returns one text per value: keys sorted by code units, no whitespace, numbers in their shortest form that parses to
 * the same double. Keys with undefined are omitted, dates are ISO 8601 in UTC.
 *
 * Source: RFC 8785 (JSON Canonicalization Scheme), for values that came from JSON.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object' || value instanceof Date) return JSON.stringify(value)
  if (Array.isArray(value)) {
    let text = '['
    for (let k = 0; k < value.length; k++) text += (k > 0 ? ',' : '') + canonicalJson(value[k] ?? null)
    return `${text}]`
  }
  const entries = Object.entries(value).filter(([, held]) => held !== undefined)
  entries.sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
  return `{${entries.map(([key, held]) => `${JSON.stringify(key)}:${canonicalJson(held)}`).join(',')}}`
}
