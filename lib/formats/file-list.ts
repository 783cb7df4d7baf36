import { fileKind } from './file-kind'
import { FormatError } from './format-error'
import { readJsonList } from './json-file'
import { readTextLines } from './text-lines'

/** File names of images, one for each row of a matrix, with where each stands: a JSON list or a text with one a line. */
export async function readFileList(path: string): Promise<string[]> {
  if ((await fileKind(path)) === 'list') {
    const list = await readJsonList(path)
    return list.map((name, k) => {
      if (typeof name === 'string') return name
      const found = JSON.stringify(name)?.slice(0, 80) ?? 'nothing'
      const where = `element ${k}`
      throw new FormatError({
        file: path,
        where,
        expected: 'the file name of an image',
        found,
        mend: 'Correct the element.',
      })
    })
  }
  const names: string[] = []
  for await (const { text } of readTextLines(path)) names.push(text.replace(/\r$/, ''))
  return names
}
