const largestId = 2_147_483_647

/** Parses an id from part of a URL. Null if it is not one. */
export function addressId(text: string | readonly string[] | undefined): number | null {
  if (typeof text !== 'string' || !/^\d{1,10}$/.test(text)) return null
  const id = Number(text)
  return id <= largestId ? id : null
}
