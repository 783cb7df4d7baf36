import type { RatingTask } from '@/lib/contracts/rating/rating'

/** Longer side of the picture variant for screens, in pixels. */
const screenSide = 1_280

/** Shows one picture over the page. Ignores the pointer, so that it never blocks a tap. */
export function EnlargedPicture({ image, label }: { image: RatingTask['image']; label: string }) {
  const isLarge = Math.max(image.width ?? 0, image.height ?? 0) > screenSide
  return (
    <div className="pointer-events-none fixed inset-0 z-30 grid place-items-center bg-[color-mix(in_srgb,var(--sunken)_72%,transparent)] p-4 desk:p-10">
      <img
        src={`${image.url}${isLarge ? '?variant=screen' : ''}`}
        alt={label}
        className="max-h-full min-h-[min(60dvh,100%)] max-w-full rounded-card bg-sunken object-contain shadow-float"
      />
    </div>
  )
}
