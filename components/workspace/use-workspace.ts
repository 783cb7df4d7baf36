import { useEffect, useRef, useState } from 'react'
import { browserDrafts } from '@/lib/client/outbox/drafts'
import type { ExpertEntry, ExpertKind } from '@/lib/client/outbox/expert-outbox'
import { taskPictures, type ViewerImage } from '@/lib/client/rating/image-ready'
import {
  type WorkspaceEngine,
  type WorkspaceOf,
  type WorkspaceParts,
  workspaceEngine,
} from '@/lib/client/workspace/workspace-engine'
import { useExpertOutbox } from './use-expert-outbox'

interface Options<Kind extends ExpertKind, Task, Session, Event, Effect, Workspace extends WorkspaceOf<Task>>
  extends Pick<
    WorkspaceParts<Task, Session, Event, Effect, Workspace, ExpertEntry<Kind>['input']>,
    'numberOf' | 'step' | 'carry' | 'ask' | 'announcement'
  > {
  kind: Kind
  slug: string
  firstWorkspace: Workspace
  /** Id of the screen among those of its kind. Drafts are stored per screen. */
  name: string
  /** Returns the number of the task of an outbox entry. Null if it belongs to another screen. */
  numberOfEntry: (input: ExpertEntry<Kind>['input']) => number | null
  /** Returns the pictures that must be ready before the task is shown. They are prefetched. */
  picturesOf: (task: Task) => readonly ViewerImage[]
  /** Returns the initial session. `draft` is the name of its stored draft. */
  begin: (task: Task | null, draft: string | null) => Session
  /** Returns what to store of an unsubmitted session. Null if nothing was begun. */
  draftOf: (session: Session, task: Task) => object | null
}

/** Runs the workspace engine on a page, with the outbox, drafts and pictures of this browser. */
export function useWorkspace<
  Kind extends ExpertKind,
  Task,
  Session,
  Event,
  Effect,
  Workspace extends WorkspaceOf<Task>,
>(options: Options<Kind, Task, Session, Event, Effect, Workspace>) {
  type Engine = WorkspaceEngine<Task, Session, Event, Effect, Workspace, ExpertEntry<Kind>['input']>
  const { kind, slug, firstWorkspace, name } = options
  const { raterId } = firstWorkspace
  const latest = useRef(options)
  latest.current = options

  const box = useExpertOutbox(
    kind,
    { slug, raterId },
    {
      onLeft: (entries) =>
        engine.applyPending(entries.flatMap(({ input }) => latest.current.numberOfEntry(input) ?? [])),
      onOutcome({ entry, output, error }) {
        const number = latest.current.numberOfEntry(entry.input)
        if (number === null) return
        // The response to each kind is the workspace of that kind.
        const result = error ? { output: null, error } : { output: output as unknown as Workspace, error: null }
        engine.settle(number, entry.id, result)
      },
    },
  )
  const outbox = useRef(box)
  outbox.current = box

  const [engine] = useState<Engine>(() => {
    const draftName = (number: number) => `${kind}:${slug}:${raterId}:${name}:${number}`
    const picturesOf = (task: Task) => latest.current.picturesOf(task)
    return workspaceEngine(firstWorkspace, options.begin(firstWorkspace.task, null), {
      numberOf: options.numberOf,
      begin: (task) => latest.current.begin(task, task && draftName(options.numberOf(task))),
      step: options.step,
      carry: (...given) => latest.current.carry(...given),
      drafts: {
        keep(task, session) {
          const draft = latest.current.draftOf(session, task)
          if (draft === null) browserDrafts().forget(draftName(options.numberOf(task)))
          else browserDrafts().keep(draftName(options.numberOf(task)), draft)
        },
        forget: (number) => browserDrafts().forget(draftName(number)),
      },
      outbox: {
        add: (input) => outbox.current.add(input),
        takeBack: (id) => outbox.current.takeBack(id),
        pending: box.pendingNow,
      },
      ask: (later) => latest.current.ask(later),
      pictures: {
        async ready(task) {
          await Promise.all(picturesOf(task).map(taskPictures.ready))
        },
        prefetch: (tasks) => taskPictures.prefetch(tasks.flatMap(picturesOf)),
      },
      announcement: (task) => latest.current.announcement(task),
      show: (next) => setView(next),
    })
  })
  const [view, setView] = useState(engine.view)
  useEffect(() => engine.start(), [engine])
  const hasPicture = () => {
    const { task } = engine.view()
    return task !== null && options.picturesOf(task).some(({ url }) => url !== null)
  }

  return {
    ...view,
    engine,
    /** Whether nothing can be answered now: during a request, or without a picture to judge. */
    isLocked: view.isBusy || !hasPicture(),
    dispatch: (event: Event) => hasPicture() && engine.dispatch(event),
    saveState: box.saveState,
    retry: box.retry,
    takeBack: box.takeBack,
  }
}
