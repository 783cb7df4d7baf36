'use client'

import { type ComponentProps, type Ref, useCallback, useState } from 'react'
import { PictureViewer } from '@/components/rating/picture/picture-viewer'
import { useFullScreen } from '@/components/rating/picture/use-full-screen'
import { type PictureCommand, useKeyTable } from '@/components/workspace/use-key-table'
import type { PictureHandle } from '@/components/workspace/use-keys'
import type { StoredPicture } from '@/lib/contracts/images/image'
import type { KeyTable } from '@/lib/domain/workspace/key-table'

export const panelPictureKeys: KeyTable<PictureCommand> = [
  { keys: { z: { type: 'zoom' } }, does: 'Zoom in or out' },
  { keys: { b: { type: 'brighten' } }, does: 'Change the brightness' },
  { keys: { f: { type: 'fullScreen' } }, does: 'Full screen' },
]

/** Picture of the open image, with zoom and full screen as on the rating screen. */
export function PanelPicture({ slug, image }: { slug: string; image: StoredPicture & { id: number } }) {
  const viewer = useKeyTable<never>(panelPictureKeys, true, () => undefined)
  const { id, contentHash, ...picture } = image
  const url = contentHash && `/api/projects/${slug}/images/${contentHash}`
  return <PagePicture ref={viewer} imageId={id} image={{ ...picture, url }} />
}

interface PagePictureProps extends Pick<ComponentProps<typeof PictureViewer>, 'image'> {
  ref: Ref<PictureHandle>
  imageId: number
}

/** A picture on a page, with nothing to answer. */
export function PagePicture({ ref, imageId, image }: PagePictureProps) {
  const [hasFailed, setFailed] = useState(false)
  const fail = useCallback(() => setFailed(true), [])
  const fullScreen = useFullScreen(imageId)
  return (
    <div data-full={fullScreen.isFull || undefined} className="grid h-[42dvh] min-h-60 grid-rows-1">
      <PictureViewer
        key={imageId}
        ref={ref}
        image={image}
        hasFailed={hasFailed}
        onFail={fail}
        onRetry={() => setFailed(false)}
        onSkip={null}
        isFull={fullScreen.isFull}
        onFullScreen={fullScreen.toggle}
      />
    </div>
  )
}
