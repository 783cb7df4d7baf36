/**
 * The header in which a submission says for how many milliseconds it has waited in the browser, by the browser's own clock.
 * No part of the body: what is submitted stays the same however often it is sent.
 */
export const waitedHeader = 'x-waited-ms'

const longestMs = 366 * 86_400_000

/** Undefined where it is missing or can not be: a clock that was set meanwhile must cost nobody their answers. */
export function waitedMs(headers: Headers): number | undefined {
  const text = headers.get(waitedHeader) ?? ''
  const ms = Number(text)
  return /^\d+$/.test(text) && ms <= longestMs ? ms : undefined
}
