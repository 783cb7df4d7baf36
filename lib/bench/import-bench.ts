import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Actor } from '@/lib/domain/permissions'
import { readOriginalLabels } from '@/lib/formats/json-file'
import { npyHead } from '@/lib/formats/numpy/npy-header'
import { validationFileName } from '@/lib/formats/validation-file-name'
import { seededRandom } from '@/lib/numeric/seeded-random'
import type { ModelPredictions } from '@/lib/proposals/model-predictions'
import { syntheticModels } from '@/lib/proposals/synthetic-models'
import { importClasses, importLabels, importPredictions, type PredictionsInput } from '@/lib/services/data/import-parts'
import { type BenchRow, peakMegabytes, peakMemory, rounded, seconds, timed } from './bench-row'
import { makeProjectWithoutFiles } from './vote-file-bench'

const classCount = 1_000
const top = 5
const modelCount = 19

function* jsonLines({ image, class: classes, score }: ModelPredictions): Generator<string> {
  for (let at = 0; at < image.length; at += top) {
    const entries = Array.from({ length: top }, (_, k) => ({
      label: classes[at + k],
      probability: Number(score?.[at + k]?.toFixed(6)),
    }))
    yield `${JSON.stringify({ file: validationFileName(image[at]!), top5: entries })}\n`
  }
}

function* table({ image, class: classes, score }: ModelPredictions): Generator<string> {
  yield 'file,label,probability\n'
  for (let at = 0; at < image.length; at++)
    yield `${validationFileName(image[at]!)},${classes[at]},${score?.[at]?.toFixed(6)}\n`
}

function* matrix(rows: number): Generator<Uint8Array> {
  const random = seededRandom(1)
  yield npyHead('<f4', [rows, classCount])
  for (let row = 0; row < rows; row++) {
    const numbers = Float32Array.from({ length: classCount }, () => random() * 20 - 10)
    yield new Uint8Array(numbers.buffer)
  }
}

const write = (file: string, content: Iterable<string | Uint8Array>) =>
  pipeline(Readable.from(content, { objectMode: true, highWaterMark: 64 }), createWriteStream(file))

/** Measures the import of synthetic models' predictions around the real original labels, through the services. */
export async function benchImports({
  actor,
  originalLabelsPath,
  projectRoot,
}: {
  actor: Actor
  originalLabelsPath: string
  projectRoot: string
}): Promise<BenchRow[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'reassess-bench-'))
  const file = (name: string) => path.join(folder, name)
  const rows: BenchRow[] = []
  try {
    const originalClass = await readOriginalLabels(originalLabelsPath, { classCount })
    const imageCount = originalClass.length
    const accuracies = Array.from({ length: modelCount }, (_, model) => 0.5 + model / 60)
    const { models } = syntheticModels({ originalClass, classCount, accuracies, top, seed: 1 })
    const slug = await makeProjectWithoutFiles(actor, imageCount, 0)
    const { ms: classesMs } = await timed(() =>
      importClasses(actor, { slug, projectRoot, source: { kind: 'imagenet-1k' } }),
    )
    const { ms: labelsMs } = await timed(() => importLabels(actor, { slug, path: originalLabelsPath }))
    rows.push({
      what: `import classes and ${rounded(imageCount)} labels`,
      figure: seconds(classesMs + labelsMs),
      beside: `classes ${seconds(classesMs)}, labels ${seconds(labelsMs)}`,
    })
    const importOne = async (model: string, name: string, more: Partial<PredictionsInput> = {}) =>
      (await timed(() => importPredictions(actor, { slug, model, path: file(name), ...more }))).ms

    let allMs = 0
    let count = 0
    for (const [k, model] of models.entries()) {
      await write(file('model.jsonl'), jsonLines(model))
      allMs += await importOne(`model ${k + 1}`, 'model.jsonl')
      count += model.image.length
    }
    rows.push({
      what: `import ${modelCount} models, ${rounded(count)} predictions`,
      figure: seconds(allMs),
      beside: `${rounded((count * 1000) / allMs)}/s as JSON Lines; ${peakMemory()}`,
    })
    const eachMs = await importOne('each', 'model.jsonl', { checks: 'each' })
    rows.push({
      what: 'import a model, rows checked one by one',
      figure: seconds(eachMs),
      beside: `as for a role that is no superuser; ${rounded((count / modelCount) * (1000 / eachMs))}/s`,
    })
    await write(file('model.csv'), table(models[0]!))
    const tableMs = await importOne('table', 'model.csv')
    rows.push({
      what: 'import a model as CSV',
      figure: seconds(tableMs),
      beside: `${rounded(models[0]!.image.length)} rows`,
    })
    await write(file('model.npy'), matrix(imageCount))
    await writeFile(file('files.txt'), Array.from({ length: imageCount }, (_, k) => validationFileName(k)).join('\n'))
    const before = peakMegabytes()
    const matrixMs = await importOne('matrix', 'model.npy', { fileList: file('files.txt'), scoreKind: 'logit' })
    rows.push({
      what: `import a matrix ${rounded(imageCount)} by ${rounded(classCount)}`,
      figure: seconds(matrixMs),
      beside: `${rounded(imageCount * classCount * 4 * 1e-6)} MB; peak memory ${before} MB before, ${peakMegabytes()} MB after`,
    })
    return rows
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
