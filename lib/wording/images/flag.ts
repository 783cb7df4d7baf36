/** Kinds of raters' reports on an image, as shown to admins. */
export const flagKindWord = {
  broken: 'Broken',
  offensive: 'Offensive',
  'not-safe': 'Unsafe',
  'several-images': 'Several images in one',
} as const

export const commentWord = 'With a comment'
