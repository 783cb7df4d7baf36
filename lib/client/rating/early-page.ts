import { answeredCount, isComplete, type LabelingSession } from '@/lib/domain/rating/labeling-session'

/**
 * Access to the server-rendered first task. `draw` changes only what the rating screen changes itself, so that
 * hydration works. Null without a picture.
 */
export function earlyPage(counts: readonly string[]) {
  const panel = document.querySelector('section[aria-labelledby="question"]')
  const list = panel?.querySelector('ol')
  const picture = document.querySelector<HTMLImageElement>('figure img')
  if (!panel || !list || !picture) return null
  const rows = [...list.children]
  const rest = panel.querySelector<HTMLButtonElement>('button[data-rest]')
  return {
    picture,
    rest,
    /** Zero-based index of the name that contains an element, or -1. */
    positionOf: (element: Element) => rows.findIndex((row) => row.contains(element)),
    draw(session: LabelingSession) {
      const { active, answers } = session
      panel.setAttribute('aria-busy', 'false')
      list.removeAttribute('data-waiting')
      rows.forEach((row, position) => {
        if (position === active) row.setAttribute('aria-current', 'true')
        else row.removeAttribute('aria-current')
        for (const radio of row.querySelectorAll('input')) {
          radio.removeAttribute('aria-disabled')
          radio.checked = radio.value === answers[position]
        }
      })
      rows[active]?.scrollIntoView({ block: 'nearest' })
      const isDone = isComplete(session)
      if (rest) rest.disabled = isDone
      panel.querySelector('button[data-submits]')?.setAttribute('aria-disabled', String(!isDone))
      // Changes only the text, since React owns the node.
      const count = panel.querySelector('[data-count]')?.firstChild
      if (count) count.nodeValue = counts[answeredCount(session)] ?? ''
    },
    wait: () => panel.setAttribute('aria-busy', 'true'),
  }
}

export type EarlyPage = NonNullable<ReturnType<typeof earlyPage>>
