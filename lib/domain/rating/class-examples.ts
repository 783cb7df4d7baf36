/** Example pictures shown of one class, at most. */
export const examplesPerClass = 9
