import type { GoldenPairPage } from '@/lib/contracts/golden/golden-discussion'
import { findGoldenTallies, type GoldenTally } from '@/lib/db/golden/golden-truth-query'
import type { GoldenPairFilter } from '@/lib/domain/golden/golden-pair-filter'
import { isCloseMajority } from '@/lib/domain/golden/golden-truth-rule'
import type { Actor } from '@/lib/domain/permissions'
import { currentConclusion, goldenPairs, pairScope } from './golden-pair-scope'

const pageSize = 50

type Say = Pick<GoldenTally, 'asked' | 'maybe' | 'yes' | 'conclusion'>

const isConcluded = ({ conclusion }: Say) => currentConclusion(conclusion) !== null
/** Whether experts gave different answers. */
export const differs = ({ asked, maybe, yes }: Say) => ![asked - maybe - yes, maybe, yes].includes(asked)
/** Whether a pair needs discussion: experts differ, one answer decides, and there is no conclusion. */
export const isOpenClose = (tally: Say) => differs(tally) && isCloseMajority(tally) && !isConcluded(tally)

const shows: Record<GoldenPairFilter, (tally: GoldenTally) => boolean> = {
  close: isOpenClose,
  all: (tally) => differs(tally) || isConcluded(tally),
  concluded: isConcluded,
}

export async function listGoldenPairs(
  actor: Actor,
  { slug, show, page }: { slug: string; show: GoldenPairFilter; page: number },
): Promise<GoldenPairPage> {
  const { project, hidden } = await pairScope(actor, slug)
  const tallies = (await findGoldenTallies(project.id)).filter(shows.all)
  const open = tallies.filter(({ imageId }) => !hidden.has(imageId))
  const count = (filter: GoldenPairFilter) => open.filter(shows[filter]).length
  const shown = open
    .filter(shows[show])
    .sort((one, other) => one.imageId - other.imageId || one.classId - other.classId)
  const pageCount = Math.max(1, Math.ceil(shown.length / pageSize))
  const held = Math.min(page, pageCount)
  return {
    pairs: await goldenPairs(project.id, shown.slice((held - 1) * pageSize, held * pageSize)),
    counts: { close: count('close'), all: open.length, concluded: count('concluded') },
    page: held,
    pageCount,
    hiddenPairs: tallies.length - open.length,
  }
}
