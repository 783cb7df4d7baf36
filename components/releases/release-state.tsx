import { Chip } from '@/components/ui/chip'
import type { ReleaseSummary } from '@/lib/contracts/releases/release'

export function ReleaseState({ withdrawn, publicSince }: Pick<ReleaseSummary, 'withdrawn' | 'publicSince'>) {
  if (withdrawn) return <Chip tone="no">Withdrawn</Chip>
  return <Chip tone="yes">{publicSince === null ? 'Published' : 'Public'}</Chip>
}
