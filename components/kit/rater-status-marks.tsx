import { Chip } from '@/components/ui/chip'

/** That a rater is paused, or that their answers count in no aggregation. */
export function RaterStatusMarks({ isPaused, isLeftOut }: { isPaused: boolean; isLeftOut: boolean }) {
  return (
    <>
      {isPaused && !isLeftOut && <Chip tone="maybe">Paused</Chip>}
      {isLeftOut && <Chip tone="no">Excluded</Chip>}
    </>
  )
}
