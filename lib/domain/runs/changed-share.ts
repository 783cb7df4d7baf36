/** Returns the share of a run's images, excluded ones included, whose labels are not exactly the original one. */
export const changedShare = (changedImages: number, images: number): number => changedImages / Math.max(1, images)
