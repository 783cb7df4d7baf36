import { checkedClassIndex, checkLength, readJsonList } from './json-file'

/** One class index for each image, in the order of their positions: a JSON list of integers. */
export async function readOriginalLabels(
  path: string,
  { imageCount = null, classCount }: { imageCount?: number | null | undefined; classCount: number },
): Promise<Int32Array> {
  const list = await readJsonList(path)
  checkLength(list, path, imageCount)
  return Int32Array.from(list, (value, position) => checkedClassIndex(value, path, position, classCount))
}
