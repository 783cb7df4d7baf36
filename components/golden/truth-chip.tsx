import { Chip } from '@/components/ui/chip'
import type { GoldenPair } from '@/lib/contracts/golden/golden-discussion'

/** What counts as true of a pair, and by whose word. */
export function TruthChip({ pair: { conclusion, holds } }: { pair: Pick<GoldenPair, 'conclusion' | 'holds'> }) {
  if (conclusion) return <Chip tone={conclusion}>Resolved: {conclusion}</Chip>
  return <Chip tone={holds ? 'yes' : 'no'}>{holds ? 'Applies by majority' : 'Does not apply by majority'}</Chip>
}
