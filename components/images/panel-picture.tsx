'use client'

import { useState } from 'react'
import { PictureViewer } from '@/components/rating/picture/picture-viewer'
import { useFullScreen } from '@/components/rating/picture/use-full-screen'
import { useKeyTable } from '@/components/workspace/use-key-table'
import type { StoredPicture } from '@/lib/contracts/images/image'
import type { KeyTable } from '@/lib/domain/workspace/key-table'

type PanelCommand = { type: 'zoom' } | { type: 'unzoom' } | { type: 'brighten' } | { type: 'full-screen' }

export const panelPictureKeys: KeyTable<PanelCommand> = [
  { keys: { z: { type: 'zoom' } }, does: 'Zoom in or out' },
  { keys: { b: { type: 'brighten' } }, does: 'Change the brightness' },
  { keys: { f: { type: 'full-screen' } }, does: 'Full screen' },
]

/** Picture of the open image, with zoom and full screen as on the rating screen. */
export function PanelPicture({ slug, image }: { slug: string; image: StoredPicture & { id: number } }) {
  const [hasFailed, setFailed] = useState(false)
  const fullScreen = useFullScreen(image.id)
  const viewer = useKeyTable<PanelCommand>(panelPictureKeys, true, ({ type }) => {
    if (type === 'full-screen') fullScreen.toggle()
  })
  const { contentHash, ...picture } = image
  return (
    <div data-full={fullScreen.isFull || undefined} className="grid h-[42dvh] min-h-60 grid-rows-1">
      <PictureViewer
        ref={viewer}
        image={{ ...picture, url: contentHash && `/api/projects/${slug}/images/${contentHash}` }}
        hasFailed={hasFailed}
        onFail={() => setFailed(true)}
        onRetry={() => setFailed(false)}
        onSkip={null}
        isFull={fullScreen.isFull}
        onFullScreen={fullScreen.toggle}
      />
    </div>
  )
}
