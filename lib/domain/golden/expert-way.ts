/** How experts are asked: an image with its candidates, or a class with a page of pictures. */
export const expertWays = ['image', 'class'] as const
export type ExpertWay = (typeof expertWays)[number]

/** What experts are asked in both ways. */
export type ExpertWork = 'golden' | 'adjudication'
