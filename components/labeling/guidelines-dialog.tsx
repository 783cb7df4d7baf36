import { Dialog } from '@/components/ui/dialog'

interface GuidelinesDialogProps {
  guidelines: string
  isOpen: boolean
  onClose: () => void
}

export function GuidelinesDialog({ guidelines, isOpen, onClose }: GuidelinesDialogProps) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Guidelines">
      <p className="whitespace-pre-wrap text-pretty">{guidelines}</p>
    </Dialog>
  )
}
