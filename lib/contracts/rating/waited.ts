/**
 * Header with the milliseconds a submission has waited in the browser, by the browser's clock. Not part of the body,
 * which must stay the same each time it is sent.
 */
export const waitedHeader = 'x-waited-ms'

const maxMs = 366 * 86_400_000

/** Undefined if the header is missing or impossible: a clock that was changed must not cost a rater their answers. */
export function waitedMs(headers: Headers): number | undefined {
  const text = headers.get(waitedHeader) ?? ''
  const ms = Number(text)
  return /^\d+$/.test(text) && ms <= maxMs ? ms : undefined
}
