/** Returns the anchor of a heading as GitHub does: `do-better-than-real` for "Do better than ReaL". */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replace(/\s/g, '-')
