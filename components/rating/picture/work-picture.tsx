import { type Ref, useCallback, useState } from 'react'
import type { PictureHandle } from '@/components/workspace/use-keys'
import type { SaveState } from '@/lib/client/outbox/outbox'
import type { CreditedImage } from '@/lib/contracts/rating/rating'
import { PictureViewer } from './picture-viewer'
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
  const [failedId, setFailedId] = useState<number | null>(null)
  const fullScreen = useFullScreen(imageId)
  return (
    <PictureViewer
      key={imageId}
      ref={ref}
      image={image}
      hasFailed={failedId === imageId}
      onFail={useCallback(() => setFailedId(imageId), [imageId])}
      onRetry={() => setFailedId(null)}
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
