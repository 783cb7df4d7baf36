import { CircleCheck, Hourglass, Pause, Undo2 } from 'lucide-react'
import { Button, LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import type { Seat } from '@/lib/contracts/rating'
import { counted } from '@/lib/wording/number'

interface SeatWithoutTaskProps {
  seat: Seat
  isReopening: boolean
  onAskNext: () => void
  onUndo: () => void
}

export function SeatWithoutTask({ seat, isReopening, onAskNext, onUndo }: SeatWithoutTaskProps) {
  const { submittedEver } = seat.progress
  const rated = `You have rated ${counted(submittedEver, 'picture', 'pictures', 'en')} in this project.`
  const again = (
    <Button tone={seat.state === 'finished' ? 'plain' : 'main'} onClick={onAskNext}>
      Look again now
    </Button>
  )
  const reopen = seat.undoAssignmentId !== null && (
    <Button onClick={onUndo} disabled={isReopening}>
      <Undo2 aria-hidden size={16} />
      Reopen the last picture
    </Button>
  )
  switch (seat.state) {
    case 'paused':
      return (
        <EmptyState icon={<Pause aria-hidden size={24} />} title="The project is paused" action={again}>
          Everything you submitted is saved. Rating goes on here by itself when the project does.
        </EmptyState>
      )
    case 'waiting':
      return (
        <EmptyState
          icon={<Hourglass aria-hidden size={24} />}
          title="The last pictures are with other raters"
          action={
            <>
              {reopen}
              {again}
            </>
          }
        >
          {rated} Should one of the others give a picture back, it appears here; this page looks every 10 seconds.
        </EmptyState>
      )
    default:
      return (
        <EmptyState
          icon={<CircleCheck aria-hidden size={24} />}
          title="Nothing is left for you"
          action={
            <>
              {reopen}
              {again}
              <LinkButton tone="main" href="/">
                To your projects
              </LinkButton>
            </>
          }
        >
          {rated} All of it is saved. New pictures will appear here when the project adds some.
        </EmptyState>
      )
  }
}
