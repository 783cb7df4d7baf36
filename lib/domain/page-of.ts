/** Returns which page of a list to show, from 1: the last one if the wanted page is past the end. */
export function pageOf(
  total: number,
  wanted: number,
  size: number,
): { page: number; pageCount: number; offset: number } {
  const pageCount = Math.max(1, Math.ceil(total / size))
  const page = Math.min(wanted, pageCount)
  return { page, pageCount, offset: (page - 1) * size }
}
