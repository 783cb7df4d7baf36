import { useTranslations } from 'next-intl'
import { useImageFlag } from '@/components/rating/flags/use-image-flag'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Kbd } from '@/components/ui/kbd'
import { lazyComponent } from '@/components/ui/lazy-component'
import { shownPicture } from '@/lib/client/rating/image-ready'
import type { RatingTask } from '@/lib/contracts/rating/rating'
import type { PictureDialog } from './page-of-pictures'

const FlagDialog = lazyComponent(() => import('@/components/rating/flags/flag-dialog'))
const SuggestionDialog = lazyComponent(() => import('@/components/rating/suggestions/suggestion-dialog'))

interface PictureDialogsProps {
  slug: string
  task: RatingTask
  position: number
  what: PictureDialog
  onChange: (what: PictureDialog | null) => void
  announce: (text: string) => void
  onUnsaved: () => void
  onFlagged: (position: number, isFlagged: boolean) => void
}

/** What a rater can say about a picture of a page beside its answer: suggest a class or report a problem. */
export default function PictureDialogs(props: PictureDialogsProps) {
  const { slug, task, position, what, onChange, announce, onUnsaved, onFlagged } = props
  const flag = useImageFlag(slug, task, what === 'menu' ? null : what, position)
  const close = () => onChange(null)
  const picture = <ShownPicture task={task} position={position} className="mb-3 max-h-[24dvh]" />
  if (what === 'suggest')
    return (
      <SuggestionDialog
        slug={slug}
        task={{ ...task, picture: position }}
        onClose={close}
        onCount={flag.putSuggested}
        announce={announce}
        picture={picture}
      />
    )
  if (what === 'flags')
    return (
      <FlagDialog
        onClose={close}
        state={flag}
        hasImageFailed={false}
        onSkip={null}
        onSaved={(isFlagged) => onFlagged(position, isFlagged)}
        {...{ announce, onUnsaved, picture }}
      />
    )
  return <PictureMenu task={task} position={position} onClose={close} onChange={onChange} />
}

type ShownPictureProps = Pick<PictureDialogsProps, 'task' | 'position'> & { className: string }

/** Shows which of the pictures on the page a dialog is about. */
function ShownPicture({ task, position, className }: ShownPictureProps) {
  const t = useTranslations('grid')
  const image = task.pictures?.[position]
  const shown = image && shownPicture(image)
  if (!shown) return null
  return (
    <img
      src={shown.url}
      srcSet={shown.srcSet}
      sizes="min(100vw - 48px, 480px)"
      alt={t('about', { position: position + 1 })}
      className={`w-full rounded-[8px] bg-sunken object-contain ${className}`}
    />
  )
}

interface PictureMenuProps extends Pick<PictureDialogsProps, 'task' | 'position' | 'onChange'> {
  onClose: () => void
}

function PictureMenu({ task, position, onClose, onChange }: PictureMenuProps) {
  const t = useTranslations('grid')
  const common = useTranslations('common')
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('about', { position: position + 1 })}
      actions={
        <Button tone="main" onClick={onClose}>
          {common('close')}
        </Button>
      }
    >
      <div className="flex flex-col gap-2">
        <ShownPicture task={task} position={position} className="max-h-[50dvh]" />
        <Button autoFocus className="w-full" onClick={() => onChange('suggest')}>
          {t('suggest')} <Kbd className="touch:hidden">+</Kbd>
        </Button>
        <Button className="w-full" onClick={() => onChange('flags')}>
          {t('flag')} <Kbd className="touch:hidden">g</Kbd>
        </Button>
      </div>
    </Dialog>
  )
}
