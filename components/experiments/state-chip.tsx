import { Chip } from '@/components/ui/chip'
import type { ExperimentState } from '@/lib/domain/experiments/experiment'
import { experimentStateWord } from '@/lib/wording/experiments'

const tones = { draft: 'plain', running: 'yes', stopped: 'no' } as const

export const StateChip = ({ state }: { state: ExperimentState }) => (
  <Chip tone={tones[state]}>{experimentStateWord[state]}</Chip>
)
