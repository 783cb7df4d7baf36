import { clsx } from 'clsx'
import { ImageOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, type Ref, useImperativeHandle, useRef } from 'react'
import { PhotoCredit } from '@/components/kit/photo-credit'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import type { PictureHandle } from '@/components/workspace/use-keys'
import type { RatingTask } from '@/lib/contracts/rating/rating'
import { ImageTools } from './image-tools'
import { useImageView } from './use-image-view'
import { ZoomableImage } from './zoomable-image'

interface PictureViewerProps {
  ref?: Ref<PictureHandle>
  image: RatingTask['image']
  hasFailed: boolean
  onFail: () => void
  onRetry: () => void
  /** Null where the picture cannot be skipped. */
  onSkip: (() => void) | null
  isFull?: boolean
  onFullScreen?: () => void
  flag?: { isSet: boolean; onOpen: () => void }
  /** What stands between the picture and its credit. */
  tray?: ReactNode
  /** What floats over the picture. */
  children?: ReactNode
}

/** The picture and its tools. Made anew for every picture, so that each begins as it is. */
export function PictureViewer(props: PictureViewerProps) {
  const { ref, image, hasFailed, onFail, onRetry, onSkip, isFull = false, onFullScreen, flag, tray, children } = props
  const t = useTranslations('picture')
  const viewer = useRef<HTMLDivElement>(null)
  const picture = useRef<HTMLImageElement>(null)
  const control = useImageView(viewer, picture, image.width)
  useImperativeHandle(ref, () => ({
    zoom: control.key,
    brighten: control.brighten,
  }))
  const skip = onSkip && <Button onClick={onSkip}>{t('skipPicture')}</Button>
  const isShown = image.url !== null && !hasFailed
  return (
    <figure
      className={clsx(
        '@container grid min-h-0 min-w-0 grid-cols-[minmax(0,1fr)] grid-rows-[minmax(0,1fr)_auto_auto] overflow-hidden bg-sunken',
        isFull ? 'fixed inset-0 z-30' : 'relative',
      )}
    >
      {image.url !== null && !hasFailed ? (
        <ZoomableImage
          image={{ ...image, url: image.url }}
          viewer={viewer}
          picture={picture}
          control={control}
          onFail={onFail}
        />
      ) : (
        <div className="grid place-items-center overflow-auto">
          {hasFailed ? (
            <EmptyState
              icon={<ImageOff aria-hidden size={24} />}
              title={t('notLoaded')}
              action={
                <>
                  <Button tone="main" onClick={onRetry}>
                    {t('tryAgain')}
                  </Button>
                  {skip}
                </>
              }
            >
              {t('notLoadedText')} {onSkip && t('notLoadedSkip')}
            </EmptyState>
          ) : (
            <EmptyState icon={<ImageOff aria-hidden size={24} />} title={t('noPicture')} action={skip}>
              {t('noPictureText')}
            </EmptyState>
          )}
        </div>
      )}
      <div>{tray}</div>
      <figcaption className="flex h-11 items-center justify-between gap-3 ps-3 pe-1 text-second text-small desk:ps-5 desk:pe-3">
        <span className="min-w-0 truncate">
          <PhotoCredit image={image} />
        </span>
        {isShown && <ImageTools control={control} isFull={isFull} onFullScreen={onFullScreen} flag={flag} />}
      </figcaption>
      {children}
    </figure>
  )
}
