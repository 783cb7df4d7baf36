import type { ApiError } from '@/lib/client/api'
import { announced } from '@/lib/domain/workspace/announced'

export interface WorkspaceOf<Task> {
  raterId: number
  task: Task | null
  ahead: Task[]
}

export interface WorkspaceView<Shown, Session, Workspace> {
  served: Workspace
  /** The task on the screen. Null if a workspace has none left. */
  task: Shown
  session: Session
  error: string | null
  /** Whether a request is pending that blocks everything else. */
  isBusy: boolean
  announcement: string
}

interface ScreenParts<Shown, Session, Event, Effect, Workspace> {
  step: (session: Session, event: Event) => { session: Session; effect: Effect | null }
  carry: (effect: Effect, task: NonNullable<Shown>, session: Session) => void
  /** Drafts, stored beyond the page. */
  drafts: { keep: (task: NonNullable<Shown>, session: Session) => void }
  show: (view: WorkspaceView<Shown, Session, Workspace>) => void
}

export interface WorkspaceParts<Task, Session, Event, Effect, Workspace extends WorkspaceOf<Task>, Input>
  extends ScreenParts<Task | null, Session, Event, Effect, Workspace> {
  numberOf: (task: Task) => number
  /** Returns the initial session of a task, with its draft. */
  begin: (task: Task | null) => Session
  drafts: { keep: (task: Task, session: Session) => void; forget: (number: number) => void }
  outbox: {
    add: (input: Input) => string
    takeBack: (id: string) => Promise<'taken' | 'tried' | 'gone'>
    pending: () => number
  }
  /** `later` are the ids that were passed over. The server leaves them out. */
  ask: (later: number[]) => Promise<Workspace>
  pictures: { ready: (task: Task) => Promise<void>; prefetch: (tasks: Task[]) => void }
  /** Screen reader announcement for a new task. */
  announcement: (task: Task | null) => string
}

const maxPassedOver = 2_000

export const messageOf = (reason: unknown) => (reason instanceof Error ? reason.message : 'Something went wrong.')

/** The task on an expert's screen, with its session. */
export function workspaceScreen<Shown, Session, Event, Effect, Workspace>(
  first: Pick<WorkspaceView<Shown, Session, Workspace>, 'served' | 'task' | 'session'>,
  parts: ScreenParts<Shown, Session, Event, Effect, Workspace>,
) {
  let view: WorkspaceView<Shown, Session, Workspace> = {
    ...first,
    error: null,
    isBusy: false,
    announcement: '',
  }

  function put({ announcement, ...change }: Partial<WorkspaceView<Shown, Session, Workspace>>) {
    const said = view.announcement
    view = { ...view, ...change, announcement: announcement === undefined ? said : announced(said, announcement) }
    parts.show(view)
  }

  function dispatch(event: Event): Session {
    const { task, session } = view
    const step = parts.step(session, event)
    if (step.session !== session) {
      put({ session: step.session })
      if (task) parts.drafts.keep(task, step.session)
    }
    if (step.effect !== null && task) parts.carry(step.effect, task, step.session)
    return view.session
  }

  /** Runs one request at a time. After an error, the message and the choices stay on the screen. */
  async function asking(question: () => Promise<void>, whenFailed?: Event) {
    if (view.isBusy) return
    put({ isBusy: true, error: null })
    try {
      await question()
    } catch (reason) {
      if (whenFailed) dispatch(whenFailed)
      put({ error: view.task === null ? messageOf(reason) : `${messageOf(reason)} Your choices are still here.` })
    } finally {
      put({ isBusy: false })
    }
  }

  return { view: () => view, put, dispatch, asking }
}

/** The tasks ahead, those decided here, which an outdated response may still list, and what was passed over. */
function taskLine<Task, Session>(numberOf: (task: Task) => number, first: Task[]) {
  let ahead = first
  const done = new Set<number>()
  /** Tasks decided here, latest last, to go back through. */
  let trail: { task: Task; session: Session; id: string }[] = []
  let later: number[] = []
  const isSame = (task: Task, other: Task | null) => other !== null && numberOf(task) === numberOf(other)
  const isDone = (task: Task) => done.has(numberOf(task))

  return {
    isDone,
    ahead: () => ahead,
    later: () => later,
    passOver(ids: readonly number[]) {
      later = [...later.filter((id) => !ids.includes(id)), ...ids].slice(-maxPassedOver)
    },
    last: () => trail.at(-1) ?? null,
    next() {
      const [next, ...others] = ahead
      ahead = others
      return next
    },
    set(tasks: Task[]) {
      ahead = tasks
    },
    /** Replaces the tasks ahead, leaving out the one on the screen and those decided here. */
    receive(tasks: (Task | null)[], shown: Task | null) {
      ahead = tasks.flatMap((task) => (task && !isDone(task) && !isSame(task, shown) ? [task] : []))
    },
    decidedBefore(numbers: readonly number[]) {
      for (const number of numbers) done.add(number)
      ahead = ahead.filter((task) => !isDone(task))
    },
    decided(task: Task, session: Session, id: string) {
      trail.push({ task, session, id })
      done.add(numberOf(task))
    },
    /** Queues a rejected task again. Returns null if it was not decided in this page. */
    refused(number: number, id: string) {
      done.delete(number)
      const refused = trail.find((one) => one.id === id) ?? null
      if (refused) ahead = [...ahead, refused.task]
      return refused
    },
    /** Puts a reopened task on the screen, before the current one. */
    reopened(task: Task, current: Task | null) {
      ahead = [...(current ? [current] : []), ...ahead].filter((one) => !isSame(one, task))
      trail = trail.filter((one) => !isSame(one.task, task))
      done.delete(numberOf(task))
    },
  }
}

/** Turns from task to task, each once its picture is ready. */
function taskTurns<Task, Session, Event, Effect, Workspace extends WorkspaceOf<Task>, Input>(
  { view, put, asking }: ReturnType<typeof workspaceScreen<Task | null, Session, Event, Effect, Workspace>>,
  line: ReturnType<typeof taskLine<Task, Session>>,
  { pictures, outbox, ...parts }: WorkspaceParts<Task, Session, Event, Effect, Workspace, Input>,
) {
  const textFor = (task: Task | null, said: string) => `${said} ${parts.announcement(task)}`.trim()
  /** What is shown next, while its picture is loading. The task still on the screen is decided or skipped by then. */
  let coming: { task: Task | null } | null = null
  const current = () => (coming ?? view()).task

  async function show(task: Task | null, said: string) {
    const mine = { task }
    coming = mine
    if (task) await pictures.ready(task)
    if (coming !== mine) return
    coming = null
    put({ task, session: parts.begin(task), announcement: textFor(task, said) })
    pictures.prefetch(line.ahead())
  }

  /** Shows the next task from those ahead, or else from the server. */
  async function goOn(said: string) {
    if (coming) return
    const next = line.next()
    if (next) return show(next, said)
    // While decisions are pending, the server would return the same tasks again, and whether any are left is unknown.
    if (outbox.pending() > 0) return put({ task: null, session: parts.begin(null), announcement: said })
    await asking(async () => {
      const workspace = await parts.ask(line.later())
      line.set(workspace.ahead)
      put({ served: workspace })
      await show(workspace.task, said)
    })
  }

  /** Shows a task again, before the current one. */
  function reopen(task: Task, session: Session | null, said = '') {
    line.reopened(task, current())
    coming = null
    put({ task, session: session ?? parts.begin(task), announcement: textFor(task, said) })
  }

  /** Updates the tasks ahead. The current task stays. */
  function receive(workspace: Workspace) {
    line.receive([workspace.task, ...workspace.ahead], current())
    put({ served: workspace })
    pictures.prefetch(line.ahead())
  }

  return { isTurning: () => coming !== null, goOn, reopen, receive }
}

/**
 * Shows an expert's tasks one after the other and passes each decision to the outbox. The tasks ahead are prefetched,
 * so the server's responses only determine what follows them.
 */
export function workspaceEngine<Task, Session, Event, Effect, Workspace extends WorkspaceOf<Task>, Input>(
  firstWorkspace: Workspace,
  firstSession: Session,
  parts: WorkspaceParts<Task, Session, Event, Effect, Workspace, Input>,
) {
  const { outbox, drafts, pictures } = parts
  const screen = workspaceScreen<Task | null, Session, Event, Effect, Workspace>(
    { served: firstWorkspace, task: firstWorkspace.task, session: firstSession },
    parts,
  )
  const { view, put, asking } = screen
  const line = taskLine<Task, Session>(parts.numberOf, firstWorkspace.ahead)
  const { isTurning, goOn, reopen, receive } = taskTurns(screen, line, parts)

  return {
    ...{ view, asking, goOn, put, reopen, last: line.last, later: line.later, passOver: line.passOver },
    dispatch: (event: Event) => (isTurning() ? view().session : screen.dispatch(event)),
    /** Restores the draft of the first task once the page is in the browser. */
    start() {
      put({ session: parts.begin(view().task) })
      pictures.prefetch(line.ahead())
    },
    /** Marks tasks as decided whose decisions an earlier page is still sending. */
    applyPending(numbers: readonly number[]) {
      line.decidedBefore(numbers)
      const { task } = view()
      if (task && line.isDone(task)) void goOn('')
    },
    /** Passes a decision to the outbox and shows the next task. */
    submit(input: Input) {
      const { task, session } = view()
      if (!task || isTurning()) return
      line.decided(task, session, outbox.add(input))
      drafts.forget(parts.numberOf(task))
      put({ error: null })
      void goOn('Saved.')
    },
    settle(number: number, id: string, result: { output: Workspace; error: null } | { output: null; error: ApiError }) {
      if (result.error === null) receive(result.output)
      else {
        // It comes again with its choices.
        const refused = line.refused(number, id)
        if (refused) drafts.keep(refused.task, refused.session)
        put({ error: `${result.error.message} It will appear again with your choices.` })
      }
      if (view().task === null) void goOn('')
    },
    skip(ids: readonly number[]) {
      if (isTurning()) return
      line.passOver(ids)
      void goOn('Skipped for now.')
    },
    /**
     * Shows the last task again. Its decision is taken back from the outbox if it was not sent yet; otherwise `withdraw`
     * takes the latest one back from the server, unless the server has none (`isStored`).
     */
    undo: (noun: string, isStored: boolean, withdraw: () => Promise<{ task: Task; session: Session }>) =>
      asking(async () => {
        const last = line.last()
        if (!last && !isStored) return put({ announcement: `You have no ${noun} that could be undone.` })
        const state = last ? await outbox.takeBack(last.id) : 'gone'
        if (last && state === 'taken') return reopen(last.task, last.session)
        if (state === 'tried') throw new Error(`Your last ${noun} is being saved. Undo it once it is saved.`)
        const { task, session } = await withdraw()
        reopen(task, session, 'Withdrawn.')
      }),
  }
}

export type WorkspaceEngine<Task, Session, Event, Effect, Workspace extends WorkspaceOf<Task>, Input> = ReturnType<
  typeof workspaceEngine<Task, Session, Event, Effect, Workspace, Input>
>
