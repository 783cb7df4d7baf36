import { answeredCount, isComplete, type LabelingSession } from '@/lib/domain/rating/labeling-session'

/**
 * The first task as the server drew it. `draw` changes nothing in it but what the rating screen changes itself, and in the
 * same way, so that the screen goes on from there. Null when no picture is asked about.
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
    /** The button that takes the rest as no. */
    rest,
    /** The name to which an element belongs, from 0; -1: none. */
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
      // The text alone: the node that holds it is the screen's.
      const count = panel.querySelector('[data-count]')?.firstChild
      if (count) count.nodeValue = counts[answeredCount(session)] ?? ''
    },
    /** Says that nothing is answered until the screen is there. */
    wait: () => panel.setAttribute('aria-busy', 'true'),
  }
}

export type EarlyPage = NonNullable<ReturnType<typeof earlyPage>>
