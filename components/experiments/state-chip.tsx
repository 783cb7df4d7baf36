import { Chip } from '@/components/ui/chip'
import type { ExperimentState } from '@/lib/domain/experiment'
import { experimentStateWord } from '@/lib/wording/experiment'

const tones = { draft: 'plain', running: 'yes', stopped: 'no' } as const

export const StateChip = ({ state }: { state: ExperimentState }) => (
  <Chip tone={tones[state]}>{experimentStateWord[state]}</Chip>
)
