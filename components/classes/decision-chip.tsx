import { Chip } from '@/components/ui/chip'
import type { ClassPairDecision } from '@/lib/domain/classes/class-pair'
import { decisionChip } from '@/lib/wording/classes'

/** A decision in a word, as the first of two classes sees it; a dash where there is none. */
export function DecisionChip({ decision }: { decision: ClassPairDecision | null }) {
  if (!decision) return <span className="text-second">–</span>
  return <Chip tone={decision === 'apart' ? 'maybe' : 'accent'}>{decisionChip[decision]}</Chip>
}
