/** What raters can say of a picture, as admins read it. */
export const flagKindWord = {
  broken: 'Broken',
  offensive: 'Offensive',
  'not-safe': 'Not safe',
  'several-images': 'Several pictures in one',
} as const

export const commentWord = 'With a comment'
