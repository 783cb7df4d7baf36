/** Mixed: raters meet the images in an order of their own, classes apart. Import: as the images were imported, the same for all. */
export const taskOrders = ['mixed', 'import'] as const
export type TaskOrder = (typeof taskOrders)[number]
