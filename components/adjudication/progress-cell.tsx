/** How much of a review is done, as a bar beside its numbers. */
export function ProgressCell({ done, size }: { done: number; size: number }) {
  return (
    <span aria-hidden className="block h-1.5 w-24 overflow-hidden rounded-full bg-line">
      <span
        className="block h-full origin-left bg-accent"
        style={{ transform: `scaleX(${size > 0 ? done / size : 0})` }}
      />
    </span>
  )
}
