/** `mixed`: each rater gets the images in another order, with classes apart. `import`: import order for all. */
export const taskOrders = ['mixed', 'import'] as const
export type TaskOrder = (typeof taskOrders)[number]
