import { FormatError } from '@/lib/formats/format-error'
import { checkedClassIndex, checkLength, readJsonList } from '@/lib/formats/json-file'

/** Returns the label sets of all images by position, each sorted and without duplicates. */
export async function readRealJson(
  path: string,
  { imageCount = null, classCount }: { imageCount?: number | null; classCount: number },
): Promise<number[][]> {
  const list = await readJsonList(path)
  checkLength(list, path, imageCount)
  return list.map((labels, position) => {
    const wrong = (expected: string, found: string) =>
      new FormatError(path, `element ${position}`, { expected, found, fix: 'Correct the element.' })
    if (!Array.isArray(labels)) throw wrong('a list of class indices', JSON.stringify(labels).slice(0, 80))
    const sorted = labels.map((value) => checkedClassIndex(value, path, position, classCount)).sort((a, b) => a - b)
    if (new Set(sorted).size < sorted.length) throw wrong('unique class indices', JSON.stringify(labels).slice(0, 80))
    return sorted
  })
}
