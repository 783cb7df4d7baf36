import { useWindowKeys } from '@/components/ui/use-window-keys'
import type { RatingTask } from '@/lib/contracts/rating/rating'

/** Longer side of the picture variant for screens, in pixels. */
const screenSide = 1_280

interface EnlargedPictureProps {
  image: RatingTask['image']
  label: string
  onEnlarge: (position: null) => void
}

/** Shows one picture over the page until Escape. Ignores the pointer, so that it never blocks a tap. */
export function EnlargedPicture({ image, label, onEnlarge }: EnlargedPictureProps) {
  useWindowKeys(({ key }) => key === 'Escape' && onEnlarge(null))
  const isLarge = Math.max(image.width ?? 0, image.height ?? 0) > screenSide
  return (
    <div className="pointer-events-none fixed inset-0 z-30 grid place-items-center bg-[color-mix(in_srgb,var(--sunken)_72%,transparent)] p-4 desk:p-10">
      <img
        src={`${image.url}${isLarge ? '?variant=screen' : ''}`}
        alt={label}
        className="max-h-full min-h-[min(60dvh,100%)] max-w-full rounded-card picture-ground object-contain shadow-float"
      />
    </div>
  )
}
