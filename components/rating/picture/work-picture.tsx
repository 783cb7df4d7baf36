import type { Ref } from 'react'
import type { PictureHandle } from '@/components/workspace/use-keys'
import type { SaveState } from '@/lib/client/outbox/outbox'
import type { CreditedImage } from '@/lib/contracts/rating/rating'
import { PictureViewer } from './picture-viewer'
import { useFailedPicture } from './use-failed-picture'
import { useFullScreen } from './use-full-screen'
import { type ViewerNote, ViewerNotice } from './viewer-notice'

interface WorkPictureProps {
  ref: Ref<PictureHandle>
  imageId: number
  image: CreditedImage
  saveState: SaveState
  note?: ViewerNote | null
  /** URL to return to after signing in. */
  address: string
  onRetry: () => void
  onDismiss?: () => void
}

export function WorkPicture(props: WorkPictureProps) {
  const { ref, imageId, image, saveState, note = null, address, onRetry, onDismiss = () => undefined } = props
  const { hasFailed, fail, retry } = useFailedPicture(imageId, saveState)
  const fullScreen = useFullScreen(imageId)
  return (
    <PictureViewer
      key={imageId}
      ref={ref}
      image={image}
      hasFailed={hasFailed}
      onFail={fail}
      onRetry={retry}
      onSkip={null}
      isFull={fullScreen.isFull}
      onFullScreen={fullScreen.toggle}
      notice={
        <ViewerNotice
          saveState={saveState}
          note={note}
          signInHref={`/sign-in?callbackUrl=${encodeURIComponent(address)}`}
          onRetry={onRetry}
          onDismiss={onDismiss}
        />
      }
    />
  )
}
