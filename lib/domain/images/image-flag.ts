/** What can be the matter with an image, apart from what is on it. */
export const imageFlagKinds = ['broken', 'offensive', 'not-safe', 'several-images'] as const
