/** Problems of an image other than its content. */
export const imageFlagKinds = ['broken', 'offensive', 'not-safe', 'several-images'] as const
