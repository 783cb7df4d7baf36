import { z } from 'zod'
import { browserDrafts } from '@/lib/client/outbox/drafts'
import type { ExpertEntry, ExpertOutcome } from '@/lib/client/outbox/expert-outbox'
import { taskPictures } from '@/lib/client/rating/image-ready'
import { messageOf, type WorkspaceView, workspaceScreen } from '@/lib/client/workspace/workspace-engine'
import type { ExpertTask, GoldenAnswersInput } from '@/lib/contracts/golden/golden'
import { type GoldenSession, goldenSession, goldenStep, hasUnsaved } from '@/lib/domain/golden/golden-session'
import { type Answer, answers } from '@/lib/domain/rating/answer'
import { goldenImages } from './golden-images'

type Input = ExpertEntry<'golden'>['input']
type GoldenImages = ReturnType<typeof goldenImages>
type Submit = (task: ExpertTask, session: GoldenSession) => void

/** `isDone`: nothing is left to answer. The screen closes once everything is saved. */
type Served = { progress: ExpertTask['progress']; isDone: boolean }

interface Parts {
  add: (input: Input, id: string) => void
  show: (view: WorkspaceView<ExpertTask, GoldenSession, Served>) => void
}

/** The image on the screen, with its session. */
function goldenScreen(firstTask: ExpertTask, images: GoldenImages, submit: Submit, show: Parts['show']) {
  const { view, put, dispatch } = workspaceScreen(
    {
      served: { progress: firstTask.progress, isDone: false },
      task: firstTask,
      // The server knows no drafts of this browser, so they are loaded at the start.
      session: goldenSession(firstTask.candidates),
    },
    { step: goldenStep, carry: (_effect, task, session) => submit(task, session), drafts: { keep: keepDraft }, show },
  )
  /** Number of the latest request to show another image. */
  let turn = 0

  const isShown = (imageId: number) => imageId === view().task.imageId
  const load = (task: ExpertTask) => put({ task, session: goldenSession(task.candidates, goldenDraft.read(task)) })

  /** Updates the image on the screen and keeps the answers given here. `focus` is the class to move to. */
  function refresh(task: ExpertTask, focus?: number) {
    put({ task })
    dispatch({ type: 'refresh', candidates: task.candidates, ...(focus !== undefined && { focus }) })
  }

  /** Shows an image once its picture is ready, unless another one was requested meanwhile. */
  async function goTo(find: () => Promise<ExpertTask | null>) {
    turn += 1
    const mine = turn
    try {
      const task = await find()
      if (task) await taskPictures.ready(task.image)
      if (mine !== turn) return
      if (!task) return put({ served: { ...view().served, isDone: true } })
      // Replaces the URL without navigating, because navigation would need a connection.
      window.history.replaceState(null, '', `/expert/${task.project.slug}/${task.imageId}`)
      load(task)
      void images.fetchAhead(task.imageId)
    } catch (reason) {
      if (mine === turn) put({ error: messageOf(reason) })
    }
  }

  return { view, put, dispatch, isShown, load, refresh, goTo }
}

/**
 * Shows golden images to an expert, in any order, and passes each submission to the outbox. Images are cached here and
 * opened ahead, so that the expert can continue without a connection.
 */
export function goldenEngine(firstTask: ExpertTask, { add, show }: Parts) {
  const images = goldenImages(firstTask)
  const screen = goldenScreen(firstTask, images, submit, show)
  const { view, put, isShown, load, refresh, goTo } = screen

  const goOn = () => goTo(() => images.nextOpen(view().task.imageId))

  function submitted({ imageId, ...given }: Input) {
    const after = images.submitted(imageId, given)
    if (after && isShown(imageId)) load(after)
  }

  /** Takes over an image from the server. */
  function take(task: ExpertTask, focus?: number) {
    images.put(task)
    refresh(task, focus)
  }

  function submit({ imageId, revision }: ExpertTask, session: GoldenSession) {
    const input = { imageId, revision, answers: answersOf(session.answers) }
    put({ error: null })
    add(input, `${imageId}/${revision}`)
    submitted(input)
    void goOn()
  }

  /** Restores answers that could not be saved, on the screen or as a draft. Returns the message to show. */
  async function keepRefused({ imageId, revision, answers: given }: Input): Promise<string> {
    const fresh = await images.open(imageId).catch(() => null)
    if (isShown(imageId)) {
      if (fresh) refresh(fresh)
      return 'Your answers are still here. Submit them again to save them.'
    }
    // Stored as a draft of the new revision, so that they are there when the image comes again.
    goldenDraft.keep(fresh ?? { ...firstTask, imageId, revision }, given)
    return 'This was an earlier image. Your answers are kept and it will come again.'
  }

  return {
    ...{ view, put, dispatch: screen.dispatch, take, goOn },
    /** Restores the draft of the first image and opens those after it. */
    start() {
      load(firstTask)
      void images.fetchAhead(firstTask.imageId)
      // When the expert navigates back, the browser may restore a page rendered before an answer was saved.
      images.open(firstTask.imageId).then(
        (task) => isShown(task.imageId) && take(task),
        () => undefined,
      )
    },
    /** Applies submissions that an earlier page is still sending. */
    applyPending(left: Input[]) {
      for (const input of left) submitted(input)
    },
    async settle({ entry: { input }, output, error }: ExpertOutcome<'golden'>) {
      const { imageId, revision } = input
      if (output) {
        images.saved(imageId, revision, output.nextOpenImageId)
        goldenDraft.forget({ ...firstTask, imageId, revision })
        return put({ served: { ...view().served, progress: output.progress } })
      }
      images.refused(imageId)
      put({ served: { ...view().served, isDone: false } })
      put({ error: `${error.message} ${await keepRefused(input)}` })
    },
    /** Shows an image. A cached one needs no connection. */
    goToImage: (imageId: number) => goTo(async () => images.find(imageId) ?? images.open(imageId)),
  }
}

const draftSchema = z.strictObject({
  revision: z.number().int(),
  answers: z.array(z.strictObject({ classId: z.number().int(), answer: z.enum(answers) })),
})
type DraftTask = Pick<ExpertTask, 'project' | 'raterId' | 'imageId' | 'revision'>
const nameOf = ({ project, raterId, imageId }: DraftTask) => `golden:${project.slug}:${raterId}:${imageId}`

const answersOf = (given: ReadonlyMap<number, Answer>): GoldenAnswersInput['answers'] =>
  Array.from(given, ([classId, answer]) => ({ classId, answer }))

/** Drafts of answers in this browser. A draft of an older revision is ignored. */
const goldenDraft = {
  read(task: DraftTask): Map<number, Answer> {
    const draft = browserDrafts().read(nameOf(task), draftSchema)
    if (draft?.revision !== task.revision) return new Map()
    return new Map(draft.answers.map(({ classId, answer }) => [classId, answer]))
  },
  keep: (task: DraftTask, given: GoldenAnswersInput['answers']) =>
    browserDrafts().keep(nameOf(task), { revision: task.revision, answers: given }),
  /** Deletes the draft unless it belongs to a newer revision. */
  forget(task: DraftTask) {
    const draft = browserDrafts().read(nameOf(task), draftSchema)
    if (draft && draft.revision <= task.revision) browserDrafts().forget(nameOf(task))
  },
}

function keepDraft(task: ExpertTask, session: GoldenSession) {
  if (hasUnsaved(session)) goldenDraft.keep(task, answersOf(session.answers))
  else goldenDraft.forget(task)
}
