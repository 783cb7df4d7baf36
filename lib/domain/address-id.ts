const largestId = 2_147_483_647

/** The number of something that a part of an address names; null when it names none. */
export function addressId(text: string | readonly string[] | undefined): number | null {
  if (typeof text !== 'string' || !/^\d{1,10}$/.test(text)) return null
  const id = Number(text)
  return id <= largestId ? id : null
}
