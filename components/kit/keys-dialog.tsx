import { Dialog } from '@/components/ui/dialog'
import { Kbd } from '@/components/ui/kbd'

type KeyRow = { keys: readonly string[]; does: string }

interface KeysDialogProps {
  isOpen: boolean
  onClose: () => void
  list: readonly KeyRow[]
}

export const KeyList = ({ list }: { list: readonly KeyRow[] }) => (
  <dl className="grid grid-cols-[auto_1fr] items-center gap-x-5 gap-y-2.5">
    {list.map(({ keys, does }) => (
      <div key={does} className="contents">
        <dt className="flex gap-1">
          {keys.map((key) =>
            key === '…' ? (
              <span key={key}>…</span>
            ) : (
              <Kbd key={key} isRead>
                {key}
              </Kbd>
            ),
          )}
        </dt>
        <dd>{does}</dd>
      </div>
    ))}
  </dl>
)

export function KeysDialog({ isOpen, onClose, list }: KeysDialogProps) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Keyboard shortcuts">
      <KeyList list={list} />
    </Dialog>
  )
}
