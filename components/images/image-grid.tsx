import type { ProjectImage } from '@/lib/contracts/images/image'
import { ImageTile } from './image-tile'

export interface ImageListProps {
  slug: string
  images: ProjectImage[]
  openId: number | null
  addressOf: (imageId: number) => string
}

export function ImageGrid({ slug, images, openId, addressOf }: ImageListProps) {
  return (
    <ul aria-label="Images" className="grid grid-cols-[repeat(auto-fill,minmax(156px,1fr))] gap-x-1 gap-y-1">
      {images.map((image) => (
        <ImageTile
          key={image.id}
          slug={slug}
          image={image}
          isOpen={image.id === openId}
          address={addressOf(image.id)}
        />
      ))}
    </ul>
  )
}
