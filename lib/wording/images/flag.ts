/** What raters can say of a picture, as admins read it. */
export const flagKindWord = {
  broken: 'Broken',
  offensive: 'Offensive',
  'not-safe': 'Unsafe',
  'several-images': 'Several images in one',
} as const

export const commentWord = 'With a comment'
