/** `image`: an image with its candidates. `class`: a class with a page of pictures. */
export const askingOrders = ['image', 'class'] as const
export type AskingOrder = (typeof askingOrders)[number]

export type ExpertWork = 'golden' | 'adjudication'
