export function ChangedDot() {
  return (
    <span title="Differs from the original label" className="size-2 shrink-0 rounded-full bg-accent">
      <span className="sr-only">Changed. </span>
    </span>
  )
}
