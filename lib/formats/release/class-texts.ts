import type { ReleaseClass } from '../release-rows'

/** A text for each class by which it can be told from all others: its name, with its index where a namesake has it too. */
export function classTexts(classes: readonly ReleaseClass[]): Map<number, string> {
  const uses = new Map<string, number>()
  for (const { name } of classes) uses.set(name, (uses.get(name) ?? 0) + 1)
  const texts = new Map<number, string>()
  const taken = new Set<string>()
  for (const { index, name } of classes) {
    let text = uses.get(name) === 1 ? name : `${name} (${index})`
    while (taken.has(text)) text += ` (${index})`
    taken.add(text)
    texts.set(index, text)
  }
  return texts
}
