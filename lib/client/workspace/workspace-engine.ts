import type { ApiError } from '@/lib/client/api-error'

/** What the server gives a workspace: the task to be shown, and those that come next. */
export interface WorkspaceOf<Task> {
  raterId: number
  task: Task | null
  ahead: Task[]
}

export interface WorkspaceView<Task, Session, Workspace> {
  /** The workspace as the server gave it last. */
  served: Workspace
  task: Task | null
  session: Session
  error: string | null
  /** The server is being asked something that has to be answered before anything else. */
  isBusy: boolean
  announcement: string
}

export interface WorkspaceParts<Task, Session, Event, Effect, Workspace extends WorkspaceOf<Task>, Input> {
  numberOf: (task: Task) => number
  /** The session at its beginning, with what is kept of the task. */
  begin: (task: Task | null) => Session
  step: (session: Session, event: Event) => { session: Session; effect: Effect | null }
  carry: (effect: Effect, task: Task, session: Session) => void
  /** What was begun and not submitted, beyond the page. */
  drafts: { keep: (task: Task, session: Session) => void; forget: (number: number) => void }
  outbox: {
    /** Returns the entry's id. */
    add: (input: Input) => string
    pending: () => number
  }
  /** Asks the server what comes next. */
  ask: () => Promise<Workspace>
  pictures: { ready: (task: Task) => Promise<void>; prefetch: (tasks: Task[]) => void }
  /** What is said to a screen reader about the task that has come. */
  announcement: (task: Task | null) => string
  show: (view: WorkspaceView<Task, Session, Workspace>) => void
}

const messageOf = (reason: unknown) => (reason instanceof Error ? reason.message : 'Something went wrong.')

/** What is on the screen, and how events and questions to the server change it. */
function workspaceScreen<Task, Session, Event, Effect, Workspace extends WorkspaceOf<Task>, Input>(
  firstWorkspace: Workspace,
  firstSession: Session,
  parts: WorkspaceParts<Task, Session, Event, Effect, Workspace, Input>,
) {
  let view: WorkspaceView<Task, Session, Workspace> = {
    served: firstWorkspace,
    task: firstWorkspace.task,
    session: firstSession,
    error: null,
    isBusy: false,
    announcement: '',
  }

  function put(change: Partial<WorkspaceView<Task, Session, Workspace>>) {
    view = { ...view, ...change }
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

  /** One question to the server at a time. What went wrong stays on the screen, and so does what was chosen. */
  async function asking(question: () => Promise<void>, whenFailed?: Event) {
    if (view.isBusy) return
    put({ isBusy: true, error: null })
    try {
      await question()
    } catch (reason) {
      if (whenFailed) dispatch(whenFailed)
      put({ error: `${messageOf(reason)} Your choices are still here.` })
    } finally {
      put({ isBusy: false })
    }
  }

  return { view: () => view, put, dispatch, asking }
}

/** The tasks that come, and those decided here, which an older answer of the server may still list. */
function taskLine<Task, Session>(numberOf: (task: Task) => number, first: Task[]) {
  let ahead = first
  const done = new Set<number>()
  /** Decided here, the last behind the others, to go back through. */
  let trail: { task: Task; session: Session; id: string }[] = []
  const isSame = (task: Task, other: Task | null) => other !== null && numberOf(task) === numberOf(other)
  const isDone = (task: Task) => done.has(numberOf(task))

  return {
    isDone,
    ahead: () => ahead,
    last: () => trail.at(-1) ?? null,
    next() {
      const [next, ...others] = ahead
      ahead = others
      return next
    },
    set(tasks: Task[]) {
      ahead = tasks
    },
    /** From now on these come, but for the one on the screen and those decided here. */
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
    /** Has a refused decision come again; null when it was not made in this page. */
    refused(number: number, id: string) {
      done.delete(number)
      const refused = trail.find((one) => one.id === id) ?? null
      if (refused) ahead = [...ahead, refused.task]
      return refused
    },
    /** The task comes to the screen, in front of the one that is there. */
    reopened(task: Task, current: Task | null) {
      ahead = [...(current ? [current] : []), ...ahead].filter((one) => !isSame(one, task))
      trail = trail.filter((one) => !isSame(one.task, task))
      done.delete(numberOf(task))
    },
  }
}

/**
 * An expert's workspace: one task after the other, each decided and handed to the outbox, while those ahead are here
 * already. What the server answers afterwards only says what comes behind them.
 */
export function workspaceEngine<Task, Session, Event, Effect, Workspace extends WorkspaceOf<Task>, Input>(
  firstWorkspace: Workspace,
  firstSession: Session,
  parts: WorkspaceParts<Task, Session, Event, Effect, Workspace, Input>,
) {
  const { outbox, drafts, pictures } = parts
  const { view, put, dispatch, asking } = workspaceScreen(firstWorkspace, firstSession, parts)
  const line = taskLine<Task, Session>(parts.numberOf, firstWorkspace.ahead)

  async function show(task: Task | null, said: string) {
    if (task) await pictures.ready(task)
    put({ task, session: parts.begin(task), announcement: `${said} ${parts.announcement(task)}`.trim() })
    pictures.prefetch(line.ahead())
  }

  /** Shows the next task: one that is here, else what the server gives. */
  async function goOn(said: string) {
    const next = line.next()
    if (next) return show(next, said)
    // While decisions are on their way the server would give them again.
    if (outbox.pending() > 0) return show(null, said)
    await asking(async () => {
      const workspace = await parts.ask()
      line.set(workspace.ahead)
      put({ served: workspace })
      await show(workspace.task, said)
    })
  }

  /** Takes what the server says comes next. What is on the screen stays. */
  function receive(workspace: Workspace) {
    line.receive([workspace.task, ...workspace.ahead], view().task)
    put({ served: workspace })
    pictures.prefetch(line.ahead())
  }

  return {
    ...{ view, dispatch, asking, goOn, put, last: line.last },
    /** The page is there: what this browser holds of its task is taken up. */
    start() {
      put({ session: parts.begin(view().task) })
      pictures.prefetch(line.ahead())
    },
    /** What an earlier page decided is on its way. */
    takeUp(numbers: readonly number[]) {
      line.decidedBefore(numbers)
      const { task } = view()
      if (task && line.isDone(task)) void goOn('')
    },
    /** Hands a decision to the outbox, and goes on. */
    submit(input: Input) {
      const { task, session } = view()
      if (!task) return
      line.decided(task, session, outbox.add(input))
      drafts.forget(parts.numberOf(task))
      put({ error: null })
      void goOn('Saved.')
    },
    settle(number: number, id: string, result: { output: Workspace; error: null } | { output: null; error: ApiError }) {
      if (result.error === null) receive(result.output)
      else {
        // It comes again, with what was chosen.
        const refused = line.refused(number, id)
        if (refused) drafts.keep(refused.task, refused.session)
        put({ error: `${result.error.message} It will appear again with your choices.` })
      }
      if (view().task === null) void goOn('')
    },
    /** Shows a task again, in front of the one on the screen. */
    reopen(task: Task, session: Session | null) {
      line.reopened(task, view().task)
      put({ task, session: session ?? parts.begin(task), announcement: parts.announcement(task) })
    },
  }
}

export type WorkspaceEngine<Task, Session, Event, Effect, Workspace extends WorkspaceOf<Task>, Input> = ReturnType<
  typeof workspaceEngine<Task, Session, Event, Effect, Workspace, Input>
>
