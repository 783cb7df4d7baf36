import { api } from '@/lib/client/api'
import {
  type GoldenAnswersInput,
  goldenAnswersOutput,
  goldenClassList,
  goldenClassNode,
  goldenDrawn,
  goldenDrawUndone,
  goldenTask,
  type NewGoldenDraw,
} from '@/lib/contracts/golden/golden'
import { type GoldenNoteInput, goldenPairDetail } from '@/lib/contracts/golden/golden-discussion'

const base = (slug: string) => `/api/projects/${slug}/golden`

export const drawGoldenImages = (slug: string, body: NewGoldenDraw) =>
  api.post({ address: `${base(slug)}/draws`, output: goldenDrawn, body, timeoutMs: 60_000 })

export const undoGoldenDraw = (slug: string, drawId: number) =>
  api.post({ address: `${base(slug)}/draws/${drawId}/undo`, output: goldenDrawUndone })

export const openGoldenImage = (slug: string, imageId: number) =>
  api.post({ address: `${base(slug)}/images/${imageId}/open`, output: goldenTask })

export const submitGoldenAnswers = (slug: string, imageId: number, body: GoldenAnswersInput) =>
  api.post({ address: `${base(slug)}/images/${imageId}/answers`, output: goldenAnswersOutput, body })

export const addGoldenClass = (slug: string, imageId: number, classId: number) =>
  api.post({ address: `${base(slug)}/images/${imageId}/classes`, output: goldenTask, body: { classId } })

export const searchGoldenClasses = (slug: string, query: string, signal?: AbortSignal) =>
  api.get({ address: `${base(slug)}/classes?${new URLSearchParams({ query })}`, output: goldenClassList, signal })

export const readGoldenClass = (slug: string, classId: number, signal?: AbortSignal) =>
  api.get({ address: `${base(slug)}/classes/${classId}`, output: goldenClassNode, signal })

export const addGoldenNote = (slug: string, pair: { imageId: number; classId: number }, body: GoldenNoteInput) =>
  api.post({
    address: `${base(slug)}/pairs/${pair.imageId}/${pair.classId}/notes`,
    output: goldenPairDetail,
    body,
  })
