import { Chip } from '@/components/ui/chip'

export const ReleaseState = ({ isWithdrawn }: { isWithdrawn: boolean }) => (
  <Chip tone={isWithdrawn ? 'no' : 'yes'}>{isWithdrawn ? 'Withdrawn' : 'Published'}</Chip>
)
