'use client'

import type { ComponentProps } from 'react'
import { PlainPicture } from '@/components/rating/picture/plain-picture'
import { useKeyTable } from '@/components/workspace/use-key-table'
import type { StoredPicture } from '@/lib/contracts/images/picture'
import { pictureKeys } from '@/lib/wording/workspace'

/** Picture of the open image, with zoom and full screen as on the rating screen. */
export function PanelPicture({ slug, image }: { slug: string; image: StoredPicture & { id: number } }) {
  const viewer = useKeyTable<never>(pictureKeys, true, () => undefined)
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
