import { Chip } from '@/components/ui/chip'
import type { GoldenPair } from '@/lib/contracts/golden/golden-discussion'

/** The truth of a pair, and whether it follows from a conclusion or a majority. */
export function TruthChip({ pair: { conclusion, holds } }: { pair: Pick<GoldenPair, 'conclusion' | 'holds'> }) {
  if (conclusion) return <Chip tone={conclusion}>Resolved: {conclusion}</Chip>
  return <Chip tone={holds ? 'yes' : 'no'}>{holds ? 'Applies by majority' : 'Does not apply: no majority of yes'}</Chip>
}
