import type { VotedCandidate } from '@/lib/db/plan/round-query'
import type { NewRound } from '@/lib/db/plan/round-rows'
import { groupBy } from '@/lib/domain/group-by'
import { type ClassDistances, classDistances, parentLists } from '@/lib/proposals/class-distance'
import { packTasks } from '@/lib/proposals/task-packing'
import type { OpenLabel } from './decide-labels'

interface PackingTerms {
  maximum: number
  candidatesPerTask: number
  /** Raters who may still vote. */
  raterCount: number
  distances: ClassDistances
  nodeOf: Map<number, number>
}

export function classNodes({ nodes, edges }: { nodes: number[]; edges: { childId: number; parentId: number }[] }) {
  const nodeOf = new Map(nodes.map((id, node) => [id, node]))
  const pairs = edges.map(({ childId, parentId }) => [nodeOf.get(childId)!, nodeOf.get(parentId)!] as const)
  return { nodeOf, distances: classDistances(parentLists(nodes.length, pairs)) }
}

const votersOf = ({ raters, excludedRaters }: VotedCandidate) => [...raters, ...excludedRaters]

/**
 * Groups open labels of an image that can be asked together: those with the same voters, and others while enough raters
 * voted on none of them. In a small crowd, nobody would be left for a task that mixes voters.
 */
function mixable(labels: readonly OpenLabel[], { maximum, raterCount }: PackingTerms): OpenLabel[][] {
  const groups: { labels: OpenLabel[]; voters: Set<number>; fewest: number }[] = []
  for (const label of labels) {
    const voters = votersOf(label.candidate)
    const votes = label.candidate.raters.length
    const group = groups.find((one) => {
      const all = new Set([...one.voters, ...voters])
      const isSame = all.size === one.voters.size && all.size === voters.length
      return isSame || all.size + maximum - Math.min(one.fewest, votes) <= raterCount
    })
    if (!group) {
      groups.push({ labels: [label], voters: new Set(voters), fewest: votes })
      continue
    }
    group.labels.push(label)
    for (const voter of voters) group.voters.add(voter)
    group.fewest = Math.min(group.fewest, votes)
  }
  return groups.map((group) => group.labels)
}

/** Packs open labels into tasks for one more rater, image by image, with similar classes together. */
export const packOpenLabels = (open: readonly OpenLabel[], terms: PackingTerms): NewRound[] =>
  [...groupBy(open, ({ candidate }) => candidate.imageId)].flatMap(([imageId, labels]) =>
    mixable(labels, terms).flatMap((group) => {
      const ofNode = new Map(group.map((label) => [terms.nodeOf.get(label.candidate.classId)!, label]))
      return packTasks(Int32Array.from(ofNode.keys()), terms.distances, terms.candidatesPerTask).map((task) => {
        const asked = Array.from(task, (node) => ofNode.get(node)!)
        const level = Math.min(...asked.map((label) => label.level))
        return { imageId, level, candidateIds: asked.map(({ candidate }) => candidate.id) }
      })
    }),
  )
