import { clsx } from 'clsx'
import type { CSSProperties, ReactNode } from 'react'

interface WindowProps {
  topBar: ReactNode
  announcement: string
  /** Heights shared by all parts, so that nothing scrolls or moves. */
  style: CSSProperties
  children: ReactNode
}

export function WorkspaceWindow({ topBar, announcement, style, children }: WindowProps) {
  return (
    <div
      style={style}
      className="relative grid h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)] overflow-hidden"
    >
      {topBar}
      {children}
      <Announcement text={announcement} />
    </div>
  )
}

export const Announcement = ({ text }: { text: string }) => (
  <p aria-live="polite" className="sr-only">
    {text}
  </p>
)

interface WorkspaceProps {
  /** Full window, or a labeled card on a page. */
  frame: 'window' | { label: string; style: CSSProperties }
  picture: ReactNode
  panel: { label: string } | { headingId: string }
  isBusy?: boolean
  /** Content of the panel, the action bar last. */
  children: ReactNode
}

const shared = 'grid grid-cols-[minmax(0,1fr)]'
const inWindow = clsx(
  // In portrait format, the picture stays and the list scrolls: four names on a phone, all eight on a tablet.
  'min-h-0 grid-rows-[34dvh_minmax(0,1fr)] min-[600px]:grid-rows-[46dvh_minmax(0,1fr)] desk:grid-cols-[minmax(0,1fr)_456px] desk:grid-rows-1',
  'max-desk:[@media(min-width:600px)_and_(max-height:520px)]:grid-cols-2 max-desk:[@media(min-width:600px)_and_(max-height:520px)]:grid-rows-1',
  'low:auto-rows-max low:grid-rows-[max(50dvh,160px)] low:overflow-y-auto',
)
const onPage = clsx(
  // Clipped, not hidden, so that the bar can stay at the bottom of a phone's window.
  'overflow-clip rounded-card border bg-card max-desk:grid-rows-[34dvh_auto]',
  'desk:h-(--workspace) desk:grid-cols-[minmax(0,1fr)_356px] xl:grid-cols-[minmax(0,1fr)_416px]',
)

/** A picture with a panel beside it, or below it on a phone. */
export function Workspace({ frame, picture, panel, isBusy = false, children }: WorkspaceProps) {
  const content = (
    <>
      {picture}
      <section
        aria-label={'label' in panel ? panel.label : undefined}
        aria-labelledby={'headingId' in panel ? panel.headingId : undefined}
        aria-busy={isBusy}
        className="flex min-h-0 flex-col border-line max-desk:border-t desk:border-s"
      >
        {children}
      </section>
    </>
  )
  if (frame === 'window') return <main className={clsx(shared, inWindow)}>{content}</main>
  return (
    <article aria-label={frame.label} style={frame.style} className={clsx(shared, onPage)}>
      {content}
    </article>
  )
}
