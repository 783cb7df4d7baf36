import { Chip } from '@/components/ui/chip'

export function RaterStatusMarks({ isPaused, isExcluded }: { isPaused: boolean; isExcluded: boolean }) {
  return (
    <>
      {isPaused && !isExcluded && <Chip tone="maybe">Paused</Chip>}
      {isExcluded && <Chip tone="no">Excluded</Chip>}
    </>
  )
}
