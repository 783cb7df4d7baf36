import { open } from 'node:fs/promises'
import { FormatError, unreadable } from './format-error'
import type { ImagePrediction, PredictionScope, Predictions } from './image-prediction'
import { checkedClassIndex, checkLength, readJsonList } from './json-file'
import { readPredictionLines } from './prediction-lines'

/** What the file begins with, behind blanks and a byte order mark. */
async function firstCharacter(path: string): Promise<string> {
  try {
    const file = await open(path)
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(4_096), 0, 4_096, 0)
      return buffer
        .toString('utf8', 0, bytesRead)
        .replace(/^\uFEFF/, '')
        .trimStart()
        .slice(0, 1)
    } finally {
      await file.close()
    }
  } catch (cause) {
    throw unreadable(path, cause)
  }
}

async function readTop1List(path: string, { positionOf, classIndices }: PredictionScope): Promise<Predictions> {
  const list = await readJsonList(path)
  checkLength(list, path, positionOf.size)
  const classCount = Math.max(-1, ...classIndices) + 1
  const images = list.map((value, image): ImagePrediction => {
    const index = checkedClassIndex(value, path, image, classCount)
    if (classIndices.has(index)) return { image, classes: [index], scores: null }
    throw new FormatError({
      file: path,
      where: `element ${image}`,
      expected: 'the index of a class of the project',
      found: `${index}, which no class has`,
      mend: 'Correct the element or import the classes first.',
    })
  })
  return { scoreKind: null, images }
}

/**
 * One model's predictions for every image of a project, in either of two forms.
 *
 * A JSON list with one class index for each image, by position. Or JSON lines, read as a stream: each an object with
 * `file` (or `image`), the image's file name, and `top1`, `top5` or the like, a list of objects with `label`, the class
 * index, and `probability` or `logit`, the most confident first; or with `label` alone throughout the file.
 */
export async function readPredictions(path: string, scope: PredictionScope): Promise<Predictions> {
  const first = await firstCharacter(path)
  if (first === '[') return readTop1List(path, scope)
  if (first === '{') return readPredictionLines(path, scope)
  throw new FormatError({
    file: path,
    where: 'the file',
    expected: 'a JSON list of class indices, or JSON lines that begin with {',
    found: first === '' ? 'nothing' : `“${first}” as its first character`,
    mend: 'Give the predictions in one of these forms.',
  })
}
