/** `image`: an image with its candidates. `class`: a class with a page of pictures. */
export const expertWays = ['image', 'class'] as const
export type ExpertWay = (typeof expertWays)[number]

/** Work that experts can do in both ways. */
export type ExpertWork = 'golden' | 'adjudication'
