import { ImageOff, Minimize2, ZoomIn } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Kbd } from '@/components/ui/kbd'
import type { RatingTask } from '@/lib/contracts/rating'
import { PhotoCredit } from './photo-credit'
import { ZoomableImage } from './zoomable-image'

interface StageProps {
  image: RatingTask['image']
  hasFailed: boolean
  onFail: () => void
  onRetry: () => void
  isZoomed: boolean
  onZoom: () => void
  /** Null where the picture cannot be skipped. */
  onSkip: (() => void) | null
  /** What floats over the picture. */
  children?: ReactNode
}

export function Stage({ image, hasFailed, onFail, onRetry, isZoomed, onZoom, onSkip, children }: StageProps) {
  const skip = onSkip && <Button onClick={onSkip}>Skip this picture</Button>
  const isShown = image.url !== null && !hasFailed
  return (
    <figure className="relative grid min-h-0 min-w-0 grid-rows-[minmax(0,1fr)_auto] overflow-hidden bg-stage">
      {image.url !== null && !hasFailed && (
        <ZoomableImage image={{ ...image, url: image.url }} isZoomed={isZoomed} onFail={onFail} />
      )}
      {!isShown && (
        <div className="grid place-items-center overflow-auto">
          {hasFailed ? (
            <EmptyState
              icon={<ImageOff aria-hidden size={24} />}
              title="The picture did not load"
              action={
                <>
                  <Button tone="main" onClick={onRetry}>
                    Try again
                  </Button>
                  {skip}
                </>
              }
            >
              Your answers so far are kept.{onSkip && ' If it fails again, skip it; the project learns of it.'}
            </EmptyState>
          ) : (
            <EmptyState icon={<ImageOff aria-hidden size={24} />} title="No picture is stored here" action={skip}>
              This project knows the picture by name only, so there is nothing to look at.
            </EmptyState>
          )}
        </div>
      )}
      <figcaption className="flex h-7 items-start justify-between gap-4 px-3 text-second text-small desk:h-10 desk:px-6 desk:pt-0.5">
        <span className="min-w-0 truncate pt-0.5">
          <PhotoCredit image={image} />
        </span>
        {isShown && (
          <button
            type="button"
            aria-pressed={isZoomed}
            onClick={onZoom}
            className="relative z-10 flex shrink-0 items-center gap-1.5 rounded-[4px] bg-stage px-1 py-0.5 hover:text-text"
          >
            {isZoomed ? <Minimize2 aria-hidden size={14} /> : <ZoomIn aria-hidden size={14} />}
            Zoom
            <Kbd className="max-desk:hidden">z</Kbd>
          </button>
        )}
      </figcaption>
      {children}
    </figure>
  )
}
