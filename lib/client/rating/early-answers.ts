import type { OutboxOwner } from '@/lib/client/outbox/outbox-store'
import { pressedKey } from '@/lib/client/workspace/pressed-key'
import type { Answer } from '@/lib/domain/rating/answer'
import { type LabelingCommand, labelingCommand, labelingKeys } from '@/lib/domain/rating/labeling-keys'
import {
  answeredCount,
  emptySession,
  isComplete,
  type LabelingEvent,
  type LabelingSession,
  labelingStep,
  type SessionTask,
} from '@/lib/domain/rating/labeling-session'
import { afterNextPaint } from './after-paint'
import { answerDraft } from './answer-draft'
import type { TaskName } from './task-pool'

/**
 * Access to the server-rendered first task. `draw` changes only what the rating screen changes itself, so that
 * hydration works. Null without a picture.
 */
function earlyPage(counts: readonly string[]) {
  const panel = document.querySelector('section[aria-labelledby="question"]')
  const list = panel?.querySelector('ol')
  const picture = document.querySelector<HTMLImageElement>('figure img')
  if (!panel || !list || !picture) return null
  const rows = [...list.children]
  const rest = panel.querySelector<HTMLButtonElement>('button[data-rest]')
  return {
    picture,
    rest,
    /** Whether an element is for answering the task. */
    isOfTask: (element: Element) => panel.contains(element),
    /** Zero-based index of the name that contains an element, or -1. */
    positionOf: (element: Element) => rows.findIndex((row) => row.contains(element)),
    draw(session: LabelingSession) {
      const { active, answers } = session
      panel.setAttribute('aria-busy', 'false')
      picture.setAttribute('data-shown', 'true')
      for (const part of panel.querySelectorAll('[data-waiting]')) part.removeAttribute('data-waiting')
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

type EarlyPage = NonNullable<ReturnType<typeof earlyPage>>

export interface EarlyStart {
  owner: OutboxOwner
  task: SessionTask
  keys: Readonly<Record<string, string>>
  /** Text for each number of answered names, from none to all. */
  counts: readonly string[]
}

/** An action that waits for the rating screen: a command of a key, or a button that was tapped. */
type WaitingAction = LabelingCommand | HTMLElement

export interface EarlyAnswers {
  /** Hands over the session, and later actions wait. Null if nothing could be answered yet: waiting clicks then happen. */
  take(task: TaskName): LabelingSession | null
  /** Returns all waiting actions in order. From then on the rating screen handles events itself. */
  end(): WaitingAction[]
}

declare global {
  /** Source of the script, only on the server (lib/services/rating/read-early-script.ts). */
  var earlyScript: string | undefined
  interface Window {
    /** Set on the first page until the rating screen has taken over. */
    earlyAnswers?: EarlyAnswers | undefined
  }
}

const answering = ['answer', 'choose', 'pick', 'move', 'restNo']
const isAnswering = (act: WaitingAction): act is LabelingEvent => 'type' in act && answering.includes(String(act.type))

/** Returns the action of a tap on `target`. Null if it needs none, or if it needs the picture that is not shown yet. */
function meantBy(target: Element, { rest, positionOf, isOfTask }: EarlyPage, isShown: boolean): WaitingAction | null {
  if (!isShown && isOfTask(target)) return null
  const button = target.closest('button')
  if (button) return button === rest ? { type: 'restNo' } : button
  const position = positionOf(target)
  if (position < 0 || target.closest('a')) return null
  if (target instanceof HTMLInputElement) return { type: 'answer', answer: target.value as Answer, position }
  return { type: 'choose', position }
}

/**
 * Handles answers to the first task while the page's scripts are loading. Once the picture is painted, keys and taps
 * work as on the rating screen. Actions that need the screen, such as submitting, wait for it, with all that follow.
 */
export function earlyAnswers({ owner, task, keys, counts }: EarlyStart): EarlyAnswers | undefined {
  const found = earlyPage(counts)
  if (!found) return
  const page = found
  const { picture } = page
  const keyMap = labelingKeys(keys)
  const begun = answerDraft.read(owner, task)
  let session = labelingStep(emptySession, { type: 'load', task, begun }, performance.now()).session
  let isTaken = false
  const waiting: WaitingAction[] = []
  const listening = new AbortController()
  const { signal } = listening
  const isOpen = () => !isTaken && waiting.length === 0

  function step(event: LabelingEvent) {
    session = labelingStep(session, event, performance.now()).session
    if (session.imageShownAt !== null) page.draw(session)
  }
  function act(what: WaitingAction) {
    if (isOpen() && isAnswering(what)) return step(what)
    waiting.push(what)
    if (!isTaken) page.wait()
  }
  function pressed(event: KeyboardEvent) {
    if (session.imageShownAt === null) return
    const press = pressedKey(event)
    const command = press && labelingCommand(press, keyMap)
    if (!command || command.type === 'zoom') return
    event.preventDefault()
    // Within the answers of one name, left and right arrows only move the focus.
    if (/^Arrow[LR]/.test(event.key) && event.target instanceof Element && event.target.closest('fieldset')) return
    event.stopImmediatePropagation()
    act(command)
  }
  function tapped(event: Event) {
    const isShown = session.imageShownAt !== null
    const meant = event.target instanceof Element && meantBy(event.target, page, isShown)
    if (!meant) return
    event.stopImmediatePropagation()
    // A radio button checked by the browser would stay checked.
    if (!isOpen() || !isAnswering(meant)) event.preventDefault()
    act(meant)
  }
  function shown() {
    afterNextPaint(() => isTaken || step({ type: 'imageShown' }))
  }

  addEventListener('keydown', pressed, { capture: true, signal })
  addEventListener('click', tapped, { capture: true, signal })
  document.addEventListener(
    'visibilitychange',
    () => isTaken || step({ type: document.visibilityState === 'hidden' ? 'hide' : 'show' }),
    { signal },
  )
  if (!picture.complete) picture.addEventListener('load', shown, { once: true, signal })
  else if (picture.naturalWidth > 0) shown()

  function end() {
    listening.abort()
    window.earlyAnswers = undefined
    return waiting
  }
  return {
    take({ assignmentId, revision }) {
      isTaken = true
      const isSame = task.assignmentId === assignmentId && task.revision === revision
      if (isSame && session.imageShownAt !== null) return session
      // Nothing was answered, but the rater may have clicked a button beside the task, such as Stop.
      for (const waiting of end()) if (waiting instanceof HTMLElement && !page.isOfTask(waiting)) waiting.click()
      return null
    },
    end,
  }
}
