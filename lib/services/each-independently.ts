/**
 * Runs an action for one item after another, also for those after an item that fails, such as a project with damaged
 * data. Throws the error at the end, or an AggregateError for several.
 */
export async function eachIndependently<Item>(
  items: Iterable<Item>,
  act: (item: Item) => Promise<unknown>,
): Promise<void> {
  const errors: unknown[] = []
  for (const item of items) await act(item).catch((error: unknown) => errors.push(error))
  if (errors.length > 1) throw new AggregateError(errors, `${errors.length} of them failed`)
  if (errors.length === 1) throw errors[0]
}
