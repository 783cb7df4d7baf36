/** The anchor of a heading: "Do better than ReaL" as `do-better-than-real`, as GitHub has it. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replace(/\s/g, '-')
