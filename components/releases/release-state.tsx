import { Chip } from '@/components/ui/chip'

/** Whether a release stands. */
export const ReleaseState = ({ isWithdrawn }: { isWithdrawn: boolean }) => (
  <Chip tone={isWithdrawn ? 'no' : 'yes'}>{isWithdrawn ? 'Withdrawn' : 'Published'}</Chip>
)
