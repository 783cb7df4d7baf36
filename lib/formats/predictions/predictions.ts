import { fileKind } from '@/lib/formats/file-kind'
import { FormatError } from '@/lib/formats/format-error'
import { checkedClassIndex, checkLength, readJsonList } from '@/lib/formats/json-file'
import type { ImagePrediction, PredictionScope, Predictions } from './image-prediction'
import { readPredictionLines } from './prediction-lines'
import { type MatrixOptions, readPredictionMatrix } from './prediction-matrix'
import { readPredictionTable } from './prediction-table'

async function readTop1List(path: string, { positionOf, classes, taken }: PredictionScope): Promise<Predictions> {
  const list = await readJsonList(path)
  checkLength(list, path, positionOf.size)
  let classCount = 0
  for (const index of classes.indices) classCount = Math.max(classCount, index + 1)
  const images = list.map((value, image): ImagePrediction => {
    const index = checkedClassIndex(value, path, image, classCount)
    const wrong = (expected: string, found: string, fix: string) =>
      new FormatError(path, `element ${image}`, { expected, found, fix })
    if (taken?.[image])
      throw wrong(
        'an image without predictions of this model',
        'an image with predictions (a list by position covers all images)',
        'Use JSON Lines or CSV with the file names of the images to add.',
      )
    if (classes.indices.has(index)) return { image, classes: [index], scores: null }
    throw wrong(
      'the index of a class of the project',
      `${index}, which is not the index of a class`,
      'Correct the index or import classes that include it.',
    )
  })
  return { scoreKind: null, images }
}

/**
 * Reads one model's predictions for a project's images, in any of four forms, detected by their first bytes.
 *
 * A JSON list with one class index per image, by position. JSON Lines of objects with `file` (or `image`), the image's
 * file name, and `top1`, `top5` or similar, a list of objects with `label` (a class index, id or name) and
 * `probability` or `logit`, the most confident first; or just `label`, throughout the file. CSV for
 * `readPredictionTable`. A matrix as .npy or .npz for `readPredictionMatrix`. All but the first are streamed.
 */
export async function readPredictions(
  path: string,
  scope: PredictionScope,
  matrix: MatrixOptions = {},
): Promise<Predictions> {
  const kind = await fileKind(path)
  if (kind === 'list') return readTop1List(path, scope)
  if (kind === 'lines') return readPredictionLines(path, scope)
  if (kind === 'table') return readPredictionTable(path, scope)
  if (kind !== 'empty') return readPredictionMatrix(path, kind === 'zip', scope, matrix)
  throw new FormatError(path, 'the file', {
    expected: 'a JSON list, JSON Lines, CSV, or a matrix as .npy or .npz',
    found: 'nothing',
    fix: 'Save the predictions in one of these formats.',
  })
}
