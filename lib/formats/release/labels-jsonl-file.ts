import type { CandidateColumns } from './candidate-columns'
import type { FileBytes, ReleaseWriting } from './release-writing'
import { knownNumber, textBytes } from './text-bytes'

/** One line an image: its original label, its labels, and all that was proposed for it with scores and votes. */
export const labelsJsonlFile = (writing: ReleaseWriting): FileBytes => textBytes(lines(writing))

async function* lines({ release }: ReleaseWriting) {
  const classOf = await release.classOf()
  const candidates = await release.candidates()
  const counts = await release.voteCounts()
  const named = (index: number) => {
    const { externalId, name } = classOf(index)
    return { index, id: externalId, name }
  }
  let place = 0
  for await (const block of release.source.images()) {
    for (const { fileName, isRated, original, labels } of block) {
      const proposed = Array.from(candidates.ofImage(place++), (at) => ({
        ...named(candidates.classIndex[at]),
        ...judged(candidates, counts, at),
      }))
      const line = {
        image: fileName,
        rated: isRated,
        original: original === null ? null : named(original),
        labels: labels.map(named),
        candidates: proposed,
      }
      yield `${JSON.stringify(line)}\n`
    }
  }
}

const judged = (candidates: CandidateColumns, counts: Uint32Array, at: number) => ({
  original: candidates.isOriginal[at] === 1,
  kept: candidates.isKept[at] === 1,
  score: knownNumber(candidates.score[at]),
  low: knownNumber(candidates.low[at]),
  high: knownNumber(candidates.high[at]),
  votes: { no: counts[at * 3], maybe: counts[at * 3 + 1], yes: counts[at * 3 + 2] },
  models: candidates.models[at],
})
