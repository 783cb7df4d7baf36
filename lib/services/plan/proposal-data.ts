import { createHash } from 'node:crypto'
import type { ProposalContentRows, ProposalJudgementRows } from '@/lib/db/plan/read-proposal-rows'
import { type ExpertAnswers, goldenTruthOf } from '@/lib/domain/golden/golden-truth-rule'
import { indicesById } from '@/lib/numeric/numbered'
import type { ModelPredictions } from '@/lib/proposals/model-predictions'

/** Pairs of image and class, by their indices in `ProposalContent`. */
export interface Pairs {
  image: Int32Array
  class: Int32Array
}

/** Predictions and labels by index: images by their index in order of position, classes in order of class index. */
export interface ProposalContent {
  imageIds: Int32Array
  classIds: Int32Array
  classIndices: Int32Array
  /** −1 if there is none. */
  originalClass: Int32Array
  /** 1 for excluded images, for which nothing is proposed. */
  isExcluded: Uint8Array
  models: { id: number; name: string; scoreKind: 'probability' | 'logit' | null; predictions: ModelPredictions }[]
  listed: Pairs
  /** Indices of the parents of each node of the hierarchy; the classes are the first nodes. */
  parents: Int32Array[]
  hash: string
}

export interface ProposalJudgements {
  golden: Pairs & {
    isPositive: Uint8Array
    imageCount: number
    positiveCount: number
    originalCount: number
    isSimulated: boolean
  }
  asked: Pairs
  hash: string
}

/** Replaces ids by indices in place. */
function toPositions(ids: Int32Array, indices: Int32Array): Int32Array {
  for (let at = 0; at < ids.length; at++) ids[at] = ids[at]! < 0 ? -1 : indices[ids[at]!]!
  return ids
}

function hashOf(columns: Iterable<ArrayBufferView | null | string>): string {
  const hash = createHash('sha256')
  for (const column of columns) {
    hash.update(`${column === null || typeof column === 'string' ? column : column.byteLength};`)
    if (column !== null && typeof column !== 'string')
      hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength))
  }
  return hash.digest('hex')
}

/** Converts rows to indices. Reuses the memory of the rows. */
export function proposalContent(rows: ProposalContentRows): ProposalContent {
  const classCount = rows.classes.index.findIndex((index) => index < 0)
  const nodeIds = rows.classes.id
  const imagePositions = indicesById(rows.images.id)
  const nodePositions = indicesById(nodeIds)
  const parents: number[][] = Array.from(nodeIds, () => [])
  rows.parents.child.forEach((child, at) => {
    parents[nodePositions[child]!]!.push(nodePositions[rows.parents.parent[at]!]!)
  })
  const models = rows.models.map(({ id, name, scoreKind, ...columns }) => ({
    ...{ id, name, scoreKind },
    predictions: {
      image: toPositions(columns.image, imagePositions),
      class: toPositions(columns.class, nodePositions),
      rank: columns.rank,
      score: columns.score,
    },
  }))
  const content = {
    imageIds: rows.images.id,
    classIds: classCount < 0 ? nodeIds : nodeIds.slice(0, classCount),
    classIndices: classCount < 0 ? rows.classes.index : rows.classes.index.slice(0, classCount),
    originalClass: toPositions(rows.images.originalClass, nodePositions),
    isExcluded: rows.images.isExcluded,
    models,
    listed: {
      image: toPositions(rows.listed.image, imagePositions),
      class: toPositions(rows.listed.class, nodePositions),
    },
    parents: parents.map((list) => Int32Array.from(list)),
  }
  const hash = hashOf([
    ...[content.imageIds, content.classIds, content.originalClass, ...content.parents],
    ...[content.listed.image, content.listed.class],
    ...(content.isExcluded.includes(1) ? ['excluded', content.isExcluded] : []),
    ...models.flatMap(({ id, scoreKind, predictions: { image, class: classes, rank, score } }) => {
      return [`${id} ${scoreKind}`, image, classes, rank, score]
    }),
  ])
  return { ...content, hash }
}

/** Converts golden truth and asked pairs to indices. Reuses the memory of the rows. */
export function proposalJudgements(rows: ProposalJudgementRows, content: ProposalContent): ProposalJudgements {
  const imagePositions = indicesById(content.imageIds)
  const classPositions = indicesById(content.classIds)
  const { golden, conclusions } = rows
  const answers = new Map<number, ExpertAnswers & { image: number; class: number }>()
  const answersOf = (candidate: number, imageId: number, classId: number) => {
    const known = answers.get(candidate)
    if (known) return known
    const found = {
      image: imagePositions[imageId]!,
      class: classPositions[classId]!,
      asked: 0,
      yes: 0,
      conclusion: null,
    }
    answers.set(candidate, found)
    return found
  }
  golden.candidate.forEach((candidate, at) => {
    const found = answersOf(candidate, golden.image[at]!, golden.class[at]!)
    found.asked++
    if (golden.answer[at] === 2) found.yes++
  })
  conclusions.candidate.forEach((candidate, at) => {
    answersOf(candidate, conclusions.image[at]!, conclusions.class[at]!).conclusion = conclusions.conclusion[at]!
  })
  const judged = [...answers.values()].flatMap((found) => {
    const holds = goldenTruthOf(found)
    return holds === null ? [] : [{ ...found, holds }]
  })
  const image = Int32Array.from(judged, (pair) => pair.image)
  const classes = Int32Array.from(judged, (pair) => pair.class)
  const isPositive = Uint8Array.from(judged, (pair) => Number(pair.holds))
  const asked = {
    image: toPositions(rows.asked.image, imagePositions),
    class: toPositions(rows.asked.class, classPositions),
  }
  return {
    golden: {
      ...{ image, class: classes, isPositive },
      imageCount: new Set(image).size,
      positiveCount: judged.filter((pair) => pair.holds).length,
      originalCount: judged.filter((pair) => pair.holds && content.originalClass[pair.image] === pair.class).length,
      isSimulated: golden.isSimulated.includes(1),
    },
    asked,
    hash: hashOf([image, classes, isPositive, asked.image, asked.class]),
  }
}
