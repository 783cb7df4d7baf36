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

/**
 * An expert's workspace: one task after the other, each decided and handed to the outbox, while those ahead are here
 * already. What the server answers afterwards only says what comes behind them.
 */
export function workspaceEngine<Task, Session, Event, Effect, Workspace extends WorkspaceOf<Task>, Input>(
  firstWorkspace: Workspace,
  firstSession: Session,
  parts: WorkspaceParts<Task, Session, Event, Effect, Workspace, Input>,
) {
  const { numberOf, outbox, drafts, pictures } = parts
  let view: WorkspaceView<Task, Session, Workspace> = {
    served: firstWorkspace,
    task: firstWorkspace.task,
    session: firstSession,
    error: null,
    isBusy: false,
    announcement: '',
  }
  let ahead: Task[] = firstWorkspace.ahead
  /** Tasks decided here: an older answer of the server may still list them. */
  const done = new Set<number>()
  /** Decided here, the last behind the others, to go back through. */
  let trail: { task: Task; session: Session; id: string }[] = []

  function put(change: Partial<WorkspaceView<Task, Session, Workspace>>) {
    view = { ...view, ...change }
    parts.show(view)
  }

  const isSame = (task: Task, other: Task | null) => other !== null && numberOf(task) === numberOf(other)

  async function show(task: Task | null, said: string) {
    if (task) await pictures.ready(task)
    put({ task, session: parts.begin(task), announcement: `${said} ${parts.announcement(task)}`.trim() })
    pictures.prefetch(ahead)
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

  function dispatch(event: Event): Session {
    const { task, session } = view
    const step = parts.step(session, event)
    if (step.session !== session) {
      put({ session: step.session })
      if (task) drafts.keep(task, step.session)
    }
    if (step.effect !== null && task) parts.carry(step.effect, task, step.session)
    return view.session
  }

  /** Shows the next task: one that is here, else what the server gives. */
  async function goOn(said: string) {
    const [next, ...others] = ahead
    ahead = others
    if (next) return show(next, said)
    // While decisions are on their way the server would give them again.
    if (outbox.pending() > 0) return show(null, said)
    await asking(async () => {
      const workspace = await parts.ask()
      ahead = workspace.ahead
      put({ served: workspace })
      await show(workspace.task, said)
    })
  }

  /** Takes what the server says comes next. What is on the screen stays. */
  function receive(workspace: Workspace) {
    ahead = [workspace.task, ...workspace.ahead].flatMap((task) =>
      task && !done.has(numberOf(task)) && !isSame(task, view.task) ? [task] : [],
    )
    put({ served: workspace })
    pictures.prefetch(ahead)
  }

  return {
    view: () => view,
    dispatch,
    asking,
    goOn,
    put,
    /** The page is there: what this browser holds of its task is taken up. */
    start() {
      put({ session: parts.begin(view.task) })
      pictures.prefetch(ahead)
    },
    /** What an earlier page decided is on its way. */
    takeUp(numbers: readonly number[]) {
      for (const number of numbers) done.add(number)
      ahead = ahead.filter((task) => !done.has(numberOf(task)))
      if (view.task && done.has(numberOf(view.task))) void goOn('')
    },
    /** Hands a decision to the outbox, and goes on. */
    submit(input: Input) {
      const { task, session } = view
      if (!task) return
      trail.push({ task, session, id: outbox.add(input) })
      done.add(numberOf(task))
      drafts.forget(numberOf(task))
      put({ error: null })
      void goOn('Saved.')
    },
    settle(number: number, id: string, result: { output: Workspace; error: null } | { output: null; error: ApiError }) {
      if (result.error === null) receive(result.output)
      else {
        done.delete(number)
        // It comes again, with what was chosen.
        const refused = trail.find((one) => one.id === id)
        if (refused) {
          drafts.keep(refused.task, refused.session)
          ahead = [...ahead, refused.task]
        }
        put({ error: `${result.error.message} It will appear again with your choices.` })
      }
      if (view.task === null) void goOn('')
    },
    /** The last task decided here; null when there is none. */
    last: () => trail.at(-1) ?? null,
    /** Shows a task again, in front of the one on the screen. */
    reopen(task: Task, session: Session | null) {
      const { task: current } = view
      ahead = [...(current ? [current] : []), ...ahead].filter((one) => !isSame(one, task))
      trail = trail.filter((one) => !isSame(one.task, task))
      done.delete(numberOf(task))
      put({ task, session: session ?? parts.begin(task), announcement: parts.announcement(task) })
    },
  }
}

export type WorkspaceEngine<Task, Session, Event, Effect, Workspace extends WorkspaceOf<Task>, Input> = ReturnType<
  typeof workspaceEngine<Task, Session, Event, Effect, Workspace, Input>
>
