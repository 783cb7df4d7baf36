import { Chip } from '@/components/ui/chip'

export function RaterStatusMarks({ isPaused, isLeftOut }: { isPaused: boolean; isLeftOut: boolean }) {
  return (
    <>
      {isPaused && !isLeftOut && <Chip tone="maybe">Paused</Chip>}
      {isLeftOut && <Chip tone="no">Excluded</Chip>}
    </>
  )
}
