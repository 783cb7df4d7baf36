import type { Ref } from 'react'
import type { PictureHandle } from '@/components/workspace/use-keys'
import { nothingToSave, type SaveState } from '@/lib/client/outbox/outbox'
import { PictureViewer, type PictureViewerProps } from './picture-viewer'
import { useFailedPicture } from './use-failed-picture'
import { useFullScreen } from './use-full-screen'

interface PlainPictureProps extends Pick<PictureViewerProps, 'image' | 'notice' | 'onShown'> {
  ref: Ref<PictureHandle>
  imageId: number
  saveState?: SaveState
}

/** A picture that cannot be skipped, such as one with nothing to answer. */
export function PlainPicture({ imageId, saveState = nothingToSave, ...rest }: PlainPictureProps) {
  const { hasFailed, fail, retry } = useFailedPicture(imageId, saveState)
  const fullScreen = useFullScreen(imageId)
  return (
    <PictureViewer
      of={imageId}
      hasFailed={hasFailed}
      onFail={fail}
      onRetry={retry}
      onSkip={null}
      isFull={fullScreen.isFull}
      onFullScreen={fullScreen.toggle}
      {...rest}
    />
  )
}
