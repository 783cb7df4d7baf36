/** `image`: an image with its candidates. `class`: a class with a page of pictures. */
export const expertWays = ['image', 'class'] as const
export type ExpertWay = (typeof expertWays)[number]

export type ExpertWork = 'golden' | 'adjudication'
