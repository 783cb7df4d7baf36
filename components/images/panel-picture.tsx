'use client'

import type { ComponentProps } from 'react'
import { PlainPicture } from '@/components/rating/picture/work-picture'
import { type PictureCommand, useKeyTable } from '@/components/workspace/use-key-table'
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

/** A picture on a page, with nothing to answer. */
export const PagePicture = (props: ComponentProps<typeof PlainPicture>) => (
  <div className="grid h-[42dvh] min-h-60 grid-rows-1">
    <PlainPicture {...props} />
  </div>
)
